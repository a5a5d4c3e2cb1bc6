package uk.seenheard.api.ground.follow;

import java.util.concurrent.atomic.AtomicInteger;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.log.CommitLog;

/**
 * A log as it is followed.
 *
 * @param mends what people said of the times in it
 * @param ledger the incident that the force's ledger is
 * @param aside how often something of it could not be used and was set aside
 */
public record Followed(CommitLog log, Mends mends, String ledger, AtomicInteger aside) {
  /** Of which nothing was set aside yet. */
  public Followed(CommitLog log, Mends mends, String ledger) {
    this(log, mends, ledger, new AtomicInteger());
  }
}
