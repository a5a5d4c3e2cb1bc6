package uk.seenheard.api.projection;

import uk.seenheard.sync.codec.Json;

/**
 * An act in the force's ledger.
 *
 * @param n its commit
 * @param at when the server wrote it, milliseconds since 1970
 * @param person who did it
 */
public record LedgerAct(long n, long at, String person, String act, Json.Obj with) {}
