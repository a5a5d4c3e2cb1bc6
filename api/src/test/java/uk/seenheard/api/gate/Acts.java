package uk.seenheard.api.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.Caller;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.Member;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;

/**
 * Every act of the vocabulary, filled in as well as an attacker could, and decisions made of them.
 */
final class Acts {
  private static final String SOME_HASH = "ab".repeat(32);

  private Acts() {}

  /** The members of an act, each with something plausible. */
  static Json.Obj with(Act act, String other) {
    Json.Builder with = Json.object();
    for (Member member : act.members()) {
      String name = member.name();
      // A person or a team, not both: the person.
      if (name.startsWith("with.") && !name.equals("with.team")) {
        with.put(name.substring(5), value(act, name.substring(5), other));
      }
    }
    return with.build();
  }

  private static Json value(Act act, String member, String other) {
    return switch (member) {
      case "entry" -> Json.of(other);
      case "change" -> Json.of(SOME_HASH);
      case "op" -> Json.of(SOME_HASH + ":0");
      case "prompt" -> Json.of("child-spoken");
      case "person" -> Json.of("pc1204");
      case "from" -> Json.of("pc1201");
      case "decision" -> Json.of("authorised");
      case "captured" -> Json.of(SOME_HASH);
      case "read", "notes" -> Json.list(List.of());
      case "incident" -> Json.of("0190c0de-0000-7000-8000-000000000001");
      case "alert" -> Json.of("0190c0de-0000-7000-8000-000000000001.0123456789abcdef");
      default -> Json.of("because " + act.word());
    };
  }

  /** An act as a handset writes it. */
  static Operation pushed(String word, String about, Json.Obj with, OperationId... over) {
    return new Operation.Act(
        word, Optional.of(new FieldPath(about)), with, List.of(over), new Hash("0".repeat(64)));
  }

  /** An act as the page sends it. */
  static Json.Obj decided(String word, String about, Json.Obj with) {
    Json.Builder op = Json.object().put("op", "act").put("act", word).put("with", with);
    if (!about.isEmpty()) {
      op.put("about", about);
    }
    return op.build();
  }

  /** Sends a decision on the incident as it stands. */
  static Caller.Answer decide(Caller by, String incident, Json.Obj... ops) {
    String frontier = frontier(by, incident);
    return by.post(
        "/v1/incidents/" + incident + "/decisions",
        Json.object().put("frontier", frontier).put("ops", Json.list(List.of(ops))).build());
  }

  static String frontier(Caller by, String incident) {
    return by.get("/v1/incidents/" + incident + "/card").expect(200).text("frontier").orElseThrow();
  }

  static Json.Obj look(Caller by, String incident) {
    return by.get("/v1/incidents/" + incident).expect(200);
  }

  static List<Json.Obj> objects(Json.Obj in, String name) {
    List<Json.Obj> found = new ArrayList<>();
    in.items(name).forEach(one -> found.add((Json.Obj) one));
    return found;
  }

  /** The words of all acts, and of one that decides and that nobody knows. */
  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Act act : Act.values()) {
      words.add(act.word());
    }
    words.add("decide-something-newer");
    return words;
  }
}
