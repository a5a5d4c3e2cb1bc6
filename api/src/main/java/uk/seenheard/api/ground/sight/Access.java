package uk.seenheard.api.ground.sight;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;

/**
 * One scope's access to an incident, from a commit on and possibly up to another; or a mark that
 * decides about the access of others.
 *
 * @param scope {@code person:ID}, {@code team:ID} or {@code force}, which see the whole; {@code
 *     part:ID}, a person who sees what their own team wrote; or one of the marks of {@link
 *     AccessRules}, which see nothing
 * @param from the commit that gave it
 * @param until the commit that took it, or {@link #OPEN}
 */
public record Access(String scope, long from, long until) {
  /** Access that nobody took. */
  public static final long OPEN = Long.MAX_VALUE;

  private static final String PART = "part:";

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

  /** The scope of a person who sees what their own team wrote. */
  static String part(String person) {
    return PART + person;
  }

  /** Whether it stands. */
  public boolean isOpen() {
    return until == OPEN;
  }

  /** Whether it is to a part only. */
  public boolean isPart() {
    return scope.startsWith(PART);
  }

  /** Whether it lets somebody see the whole. */
  public boolean isWhole() {
    return scope.equals("force") || scope.startsWith("team:") || scope.startsWith("person:");
  }

  /** Whether it lets somebody see anything. */
  public boolean isSight() {
    return isWhole() || isPart();
  }

  /**
   * The scope of the person, team or force that sees by it: a part is its person's, who asks for
   * everything under the same scope.
   */
  public String seenBy() {
    return isPart() ? "person:" + scope.substring(PART.length()) : scope;
  }
}
