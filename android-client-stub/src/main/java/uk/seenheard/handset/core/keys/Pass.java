package uk.seenheard.handset.core.keys;

import uk.seenheard.sync.change.Hash;

/**
 * The shift pass under which changes are made.
 *
 * @param hash of the text; changes name it
 * @param text the token, as the server signed it
 * @param leaseUntil when the handset locks, milliseconds since 1970 by the server's clock
 */
public record Pass(
    Hash hash, String text, String person, String role, String team, long leaseUntil) {}
