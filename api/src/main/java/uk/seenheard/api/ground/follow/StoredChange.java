package uk.seenheard.api.ground.follow;

import java.util.Optional;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;

/**
 * A logged change, filed under its incident.
 *
 * @param n the commit that holds it
 * @param i its place in that commit, counted over all batches
 * @param device the device whose chain carried it
 * @param at the server's clock at receipt, milliseconds since 1970, as far as it was mended since
 * @param doubtful whether that clock was doubted then, or found wrong since
 * @param clock the device's clocks when it sent the change
 * @param bodies the hash over all sealed bodies that its commit has of its incident: by it its own
 *     is found
 */
public record StoredChange(
    long n,
    int i,
    String device,
    int epoch,
    long seq,
    long at,
    boolean doubtful,
    ClockReading clock,
    Hash bodies,
    LogEntry entry) {

  /** Whether it takes part in the fold. */
  public boolean isApplied() {
    return entry.verdict() == Verdict.APPLIED;
  }

  /** Why it is in quarantine. */
  public Optional<String> reason() {
    return entry.reason();
  }

  /** The same with this body. */
  public StoredChange with(Sealed body) {
    return new StoredChange(
        n, i, device, epoch, seq, at, doubtful, clock, bodies, entry.with(body));
  }
}
