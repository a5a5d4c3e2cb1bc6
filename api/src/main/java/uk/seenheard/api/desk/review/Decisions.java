package uk.seenheard.api.desk.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.projection.OpenedChange;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.review.Ruling;

/** What a decision that cannot be made is answered with. */
final class Decisions {
  private Decisions() {}

  /** Refuses to hand an incident to somebody, or to a team, that the force does not have. */
  static void requireKnown(List<Operation> ops, Force force) {
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i) instanceof Operation.Act act
          && (act.act().equals("assign") || act.act().equals("share"))) {
        String where = "ops[" + i + "].with.";
        if (act.with().text("person").filter(id -> force.person(id).isEmpty()).isPresent()) {
          throw Problem.malformed(where + "person", "is nobody on the roster of the force");
        }
        if (act.with().text("team").filter(id -> force.team(id).isEmpty()).isPresent()) {
          throw Problem.malformed(where + "team", "is no team of the force");
        }
      }
    }
  }

  /**
   * 409: the incident is not what somebody looked at.
   *
   * @param since what people wrote since, as far as that is known
   */
  static Problem moved(Hash frontier, List<OpenedChange> since) {
    List<Json> news = new ArrayList<>();
    since.forEach(change -> news.add(news(change)));
    return Problem.of(
            409,
            "moved",
            "The incident has moved",
            "frontier is not what the incident stands at now: somebody wrote in it. Look at what"
                + " is new, then decide again.")
        .with("field", Json.of("frontier"))
        .with("frontier", Json.of(frontier.hex()))
        .with("new", Json.list(news));
  }

  /** Who wrote what kind of thing where; never what they wrote. */
  private static Json.Obj news(OpenedChange change) {
    List<String> places = new ArrayList<>();
    for (Operation op : change.change().map(Change::ops).orElse(List.of())) {
      places.add(place(op));
    }
    return Json.object()
        .put("n", change.stored().n())
        .put("at", change.stored().at())
        .put("by", change.stored().entry().author())
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

  /** What a ruling is answered with. */
  static Problem refusal(Ruling.Refused refused) {
    List<Json> obstacles = new ArrayList<>();
    refused.obstacles().forEach(obstacle -> obstacles.add(obstacle.json()));
    Problem problem =
        switch (refused.kind()) {
          case MALFORMED -> Problem.of(400, "malformed", "Not decided", refused.sentence());
          case FORBIDDEN -> Problem.of(403, "forbidden", "You may not do this", refused.sentence());
          case NOT_NOW -> Problem.of(409, "not-now", "Not now", refused.sentence());
        };
    return problem.with("field", Json.of(refused.field())).with("obstacles", Json.list(obstacles));
  }
}
