package uk.seenheard.api.ground.sight;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;

/**
 * One scope's access to an incident, from a commit on and possibly up to another.
 *
 * @param scope {@code person:ID}, {@code team:ID} or {@code force}
 * @param from the commit that gave it
 * @param until the commit that took it, or {@link #OPEN}
 */
public record Access(String scope, long from, long until) {
  /** Access that nobody took. */
  public static final long OPEN = Long.MAX_VALUE;

  /**
   * The accesses to an incident that was erased, each closed with it: who could see it is told to
   * forget it.
   *
   * @param act the act in the force's ledger that erased it
   */
  public static List<Access> closedBy(LedgerAct act) {
    List<Access> access = new ArrayList<>();
    for (Json item : act.with().items("access")) {
      if (item instanceof Json.Obj one) {
        access.add(
            new Access(
                one.text("scope").orElse(""),
                one.whole("from").orElse(0L),
                Math.min(one.whole("until").orElse(OPEN), act.n())));
      }
    }
    return access;
  }

  /** Whether it stands. */
  public boolean isOpen() {
    return until == OPEN;
  }
}
