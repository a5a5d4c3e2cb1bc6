package uk.seenheard.api.ground.follow;

import java.util.List;
import uk.seenheard.sync.codec.Json;

/**
 * An act in the force's ledger.
 *
 * @param n its commit
 * @param at when the server wrote it, milliseconds since 1970
 * @param person who did it
 */
public record LedgerAct(long n, long at, String person, String act, Json.Obj with) {
  private static final List<String> WAKING =
      List.of("account-", "handset-", "incident-", "roster-", "absence-");

  /**
   * Whether it matters to people who wait: an account withdrawn, an order to a handset, an erasure.
   * A look or a disclosure does not: it would wake who then looks.
   */
  boolean wakes() {
    return WAKING.stream().anyMatch(act::startsWith);
  }
}
