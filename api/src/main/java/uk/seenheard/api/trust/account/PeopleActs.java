package uk.seenheard.api.trust.account;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.sync.codec.Json;

/** The acts of the ledger about people, and what each of them says. */
final class PeopleActs {
  /** The act by which an account is withdrawn; {@code since} is the moment it counts from. */
  static final String REVOKED = "account-revoked";

  /** The act by which it is given back. */
  static final String REINSTATED = "account-reinstated";

  /**
   * The act by which a person is moved to other teams. What they may see follows their teams with
   * the next answer they get: what they lost is evicted, what they gained is handed over whole.
   */
  static final String MOVED = "person-moved";

  /** The act that says who is away and who acts for them. */
  static final String ABSENT = "absent";

  private PeopleActs() {}

  static LatestKind accounts(Revocations revocations, Mends mends) {
    return new LatestKind(
        "account",
        act -> Set.of(REVOKED, REINSTATED).contains(act.act()),
        "person",
        List.of("since"),
        (person, act) -> revocations.note(person, since(act, mends)));
  }

  static LatestKind moves(Moves moves) {
    return new LatestKind(
        "move",
        act -> act.act().equals(MOVED),
        "person",
        List.of("teams"),
        (person, act) -> moves.note(person, act.n(), teams(act)));
  }

  static LatestKind absences(Absences absences) {
    return new LatestKind(
        "absence",
        act -> act.act().equals(ABSENT),
        "person",
        List.of("from", "until", "deputy"),
        (person, act) -> absences.note(absence(person, act)));
  }

  private static OptionalLong since(LedgerAct act, Mends mends) {
    return act.act().equals(REVOKED)
        ? OptionalLong.of(mends.right(act.n(), act.with().whole("since").orElse(act.at())))
        : OptionalLong.empty();
  }

  private static List<String> teams(LedgerAct act) {
    List<String> teams = new ArrayList<>();
    for (Json team : act.with().items("teams")) {
      if (team instanceof Json.Text text) {
        teams.add(text.value());
      }
    }
    return teams;
  }

  private static Absences.Absence absence(String person, LedgerAct act) {
    return new Absences.Absence(
        person,
        act.with().whole("from").orElse(0L),
        act.with().whole("until").orElse(0L),
        act.with().text("deputy"));
  }
}
