package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** Why a decision cannot be made that the review rules know nothing of. */
final class Decisions {
  private Decisions() {}

  /**
   * Refuses to hand an incident to somebody, or to a team, that the force does not have, or whose
   * account was withdrawn, perhaps since the page was opened: nobody would find it.
   */
  static void requireKnown(List<Operation> ops, Receivers receivers) {
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i) instanceof Operation.Act act
          && (Act.ASSIGN.is(act.act()) || Act.SHARE.is(act.act()))) {
        String where = "ops[" + i + "].with.";
        if (act.with().text("person").filter(id -> !receivers.isKnown(id)).isPresent()) {
          throw new Refusal.Malformed(where + "person", "is nobody on the roster of the force")
              .raised();
        }
        if (act.with().text("person").filter(receivers::isWithdrawn).isPresent()) {
          throw new Refusal.NotNow(
                  "The account of whom you chose is withdrawn, so nobody would find it there."
                      + " Choose somebody else, or a team.")
              .raised();
        }
        if (act.with().text("team").filter(id -> !receivers.isTeam(id)).isPresent()) {
          throw new Refusal.Malformed(where + "team", "is no team of the force").raised();
        }
      }
    }
  }

  /**
   * Whether all that is decided is who of the officers that say they are there is let in, or not.
   * Who supervises is let in by those whose incident it is.
   */
  static boolean answersAsking(List<Operation> ops, IncidentCard card, Receivers receivers) {
    return !ops.isEmpty()
        && ops.stream()
            .allMatch(
                op ->
                    op instanceof Operation.Act act
                        && (Act.SHARE.is(act.act()) || Act.UNSHARE.is(act.act()))
                        && act.with().text("team").isEmpty()
                        && act.with()
                            .text("person")
                            .filter(card.asking()::contains)
                            .filter(receivers::isOfficer)
                            .isPresent());
  }

  /**
   * Refuses to give away, or to take, what another team began first. That it is theirs, everybody
   * may say who has begun it too.
   */
  static void requireHandedOn(List<Operation> ops, IncidentCard card, Grant grant) {
    boolean hands = ops.stream().anyMatch(op -> isHanding(op) && !concedes(op, card));
    if (hands && !card.isHandedOnBy(grant.scopes())) {
      throw new Refusal.Forbidden(
              "Another team began this incident before yours did. Say that it is theirs by"
                  + " assigning it to them; if it is yours, ask their supervisor or an inspector.")
          .raised();
    }
  }

  private static boolean isHanding(Operation op) {
    return op instanceof Operation.Act act
        && (Act.ASSIGN.is(act.act()) || Act.SHARE.is(act.act()) || Act.UNSHARE.is(act.act()));
  }

  private static boolean concedes(Operation op, IncidentCard card) {
    return op instanceof Operation.Act act
        && Act.ASSIGN.is(act.act())
        && act.with().text("person").isEmpty()
        && act.with().text("team").filter(card.leading()::equals).isPresent();
  }

  /** Refuses to let go out what two teams have begun, until it is said whose it is. */
  static void requireSettled(List<Operation> ops, IncidentCard card) {
    boolean authorises =
        ops.stream().anyMatch(op -> op instanceof Operation.Act act && Act.AUTHORISE.is(act.act()));
    if (authorises && card.isContested()) {
      throw new Refusal.NotNow(
              "Two teams have begun this incident, and nobody has said whose it is. Assign it to a"
                  + " team, look at the result, then authorise.")
          .raised();
    }
  }

  /**
   * The incident is not what somebody looked at.
   *
   * @param since what people wrote since, as far as that is known
   */
  static Refusal moved(Hash frontier, List<OpenedChange> since) {
    List<Json> news = new ArrayList<>();
    since.forEach(change -> news.add(news(change)));
    return new Refusal.Moved(frontier, news);
  }

  /** What kind of thing was written where; never by whom or what: a refusal names nobody. */
  private static Json.Obj news(OpenedChange change) {
    List<String> places = new ArrayList<>();
    for (Operation op : change.change().map(Change::ops).orElse(List.of())) {
      places.add(place(op));
    }
    return Json.object()
        .put("n", change.stored().n())
        .put("at", change.stored().at())
        .put("verdict", change.stored().entry().verdict().word())
        .put("places", Json.texts(places))
        .build();
  }

  private static String place(Operation op) {
    if (op instanceof Operation.SetField set) {
      return set.at().text();
    } else if (op instanceof Operation.AddEntry add) {
      return add.at().text();
    } else if (op instanceof Operation.StrikeEntry strike) {
      return strike.at().text();
    } else if (op instanceof Operation.Act act) {
      Optional<String> about = act.about().map(FieldPath::text);
      return act.act() + about.map(path -> " " + path).orElse("");
    }
    return "";
  }
}
