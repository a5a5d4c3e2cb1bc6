package uk.seenheard.api.ground.follow;

import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.log.CommitLog;

/**
 * A log as it is followed.
 *
 * @param mends what people said of the times in it
 * @param ledger the incident that the force's ledger is
 */
public record Followed(CommitLog log, Mends mends, String ledger) {}
