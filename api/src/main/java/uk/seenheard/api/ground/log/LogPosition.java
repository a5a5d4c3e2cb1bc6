package uk.seenheard.api.ground.log;

import uk.seenheard.sync.change.Hash;

/**
 * A place in a log that also says in which log: two that hold another commit at one position have
 * parted before it.
 *
 * @param n the commit's position, 0 before the first
 * @param commit its digest
 */
public record LogPosition(long n, Hash commit) {}
