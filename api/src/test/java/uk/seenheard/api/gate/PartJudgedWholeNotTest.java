package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.entry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.DomesticCase;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.act.DecidedFields;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 5: an authorisation stands alone and is judged on the result of everything before it; what
 * makes a child disappear from sight says why and is read first; nobody authorises what they
 * observed; a child's words come from handsets only.
 */
@Tag("long")
class PartJudgedWholeNotTest {
  private static final Held HELD =
      Held.of(5, "Each part judged, the whole not", PartJudgedWholeNotTest.class);

  @TempDir static Path data;
  private static LiveServer server;
  private static int incidents;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
    HELD.write();
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  /** An incident in which nothing is missing, handed in. */
  private record Complete(Officer officer, String incident, DomesticCase said) {
    static Complete handedIn() {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("GATE-5-" + incidents++);
      DomesticCase said = new DomesticCase();
      officer.record(incident, said.all().toArray(Operation[]::new));
      officer.record(incident, act("submit"));
      officer.sendAll();
      return new Complete(officer, incident, said);
    }

    Caller.Answer decide(String by, Json.Obj... ops) {
      return Acts.decide(as(by), incident, ops);
    }

    Json.Obj look() {
      return Acts.look(as("ps401"), incident);
    }

    void assertWaits() {
      assertThat(look().text("state")).contains("submitted");
    }
  }

  private static Json.Obj authorise(List<Json> read) {
    return Acts.decided("authorise", "", Json.object().put("read", Json.list(read)).build());
  }

  /** Every operation that a decision may hold, by name, as well as it can be made. */
  private static Map<String, Json.Obj> operations(Complete scene) {
    Map<String, Json.Obj> ops = new TreeMap<>();
    for (Act act : Act.values()) {
      if (act.isDoneAt(Act.Place.DECISIONS)) {
        Json.Obj with = Acts.with(act, scene.said().baby);
        ops.put(act.word(), Acts.decided(act.word(), scene.said().mia, with));
      }
    }
    ops.put("set", op("set", "place").with("value", Json.of("x")).with("reason", Json.of("r")));
    ops.put(
        "add",
        op("add", entry("action"))
            .with(
                "value",
                Json.object()
                    .put("what", "w")
                    .put("owner", "o")
                    .put("due", "2030-01-01T09:00Z")
                    .build()));
    ops.put("add a child", op("add", entry("child")));
    ops.put("strike", op("strike", scene.said().baby).with("reason", Json.of("r")));
    return ops;
  }

  private static Json.Obj op(String op, String at) {
    return Json.object().put("op", op).put("at", at).build();
  }

  @Test
  void anAuthorisationStandsAlone() {
    Complete scene = Complete.handedIn();
    Map<String, Json.Obj> ops = operations(scene);
    for (Map.Entry<String, Json.Obj> one : ops.entrySet()) {
      for (String by : List.of("ps401", "insp71")) {
        HELD.tries(
            one.getKey() + " before authorise by " + by,
            () -> alone(scene, by, one.getValue(), authorise(List.of())));
        HELD.tries(
            one.getKey() + " behind authorise by " + by,
            () -> alone(scene, by, authorise(List.of()), one.getValue()));
      }
    }
    HELD.walking(ops.size() + " operations with an authorisation × 2 orders × 2 ranks");
  }

  private static void alone(Complete scene, String by, Json.Obj... ops) {
    Caller.Answer answer = scene.decide(by, ops);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.json().text("field")).contains("ops");
    scene.assertWaits();
  }

  @Test
  void oneThingIsDecidedOnceInADecision() {
    Complete scene = Complete.handedIn();
    Map<String, Json.Obj> ops = operations(scene);
    for (Map.Entry<String, Json.Obj> one : ops.entrySet()) {
      HELD.tries(
          one.getKey() + " twice in one decision",
          () -> {
            Caller.Answer answer = scene.decide("insp71", one.getValue(), one.getValue());
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            scene.assertWaits();
          });
    }
    HELD.walking(ops.size() + " operations twice");
  }

  @Test
  void whatTakesEntriesOutOfSightSaysWhyAndIsReadBeforeTheAuthorisation() {
    for (String words : List.of("", " ", "\t\n")) {
      HELD.tries(
          "a join without a reason: " + words.length() + " blanks",
          () -> {
            Complete scene = Complete.handedIn();
            assertThat(scene.decide("ps401", join(scene, words)).status()).isEqualTo(400);
          });
    }
    HELD.tries(
        "a pushed join without a reason",
        () -> {
          Complete scene = Complete.handedIn();
          Json.Obj with = Json.object().put("entry", scene.said().baby).build();
          scene.officer().record(scene.incident(), Acts.pushed("same-as", scene.said().mia, with));
          scene.officer().sendAll();
          assertThat(Acts.objects(scene.look().object("entries"), "child")).hasSize(2);
        });
    HELD.tries("a join that nobody read", () -> unread(PartJudgedWholeNotTest::joined));
    HELD.tries("a strike that nobody read", () -> unread(PartJudgedWholeNotTest::struck));
    HELD.tries("a separation that nobody read", () -> unread(PartJudgedWholeNotTest::separated));
    HELD.tries(
        "a separation without a reason",
        () -> {
          Complete scene = Complete.handedIn();
          joined(scene);
          assertThat(scene.decide("ps401", separate(scene, " ")).status()).isEqualTo(400);
        });
    HELD.walking("joins, separations, strikes: without a reason, unread");
  }

  private static Json.Obj join(Complete scene, String reason) {
    return Acts.decided(
        "same-as",
        scene.said().mia,
        Json.object().put("entry", scene.said().baby).put("reason", reason).build());
  }

  private static Json.Obj separate(Complete scene, String reason) {
    List<Json> joins = new ArrayList<>();
    for (Json.Obj one : Acts.objects(scene.look(), "acts")) {
      if (one.text("act").equals(Optional.of("same-as"))) {
        joins.add(Json.of(one.text("op").orElseThrow()));
      }
    }
    return Acts.decided("separate", "", Json.object().put("reason", reason).build())
        .with("over", Json.list(joins));
  }

  private static void joined(Complete scene) {
    scene.decide("ps401", join(scene, "they look alike")).expect(201);
  }

  private static void separated(Complete scene) {
    joined(scene);
    scene.decide("ps401", separate(scene, "they are two")).expect(201);
  }

  private static void struck(Complete scene) {
    scene
        .decide("ps401", op("strike", scene.said().suspect).with("reason", Json.of("not here")))
        .expect(201);
  }

  /** What is to be read is named, and an authorisation that does not name all of it is refused. */
  private static void unread(Consumer<Complete> hide) {
    Complete scene = Complete.handedIn();
    hide.accept(scene);
    List<Json> toRead = scene.look().items("toRead");
    assertThat(toRead).isNotEmpty();
    for (Json left : toRead) {
      List<Json> read = new ArrayList<>(toRead);
      read.remove(left);
      Caller.Answer answer = scene.decide("insp72", authorise(read));
      assertThat(answer.status()).as(answer.body()).isEqualTo(409);
      scene.assertWaits();
    }
  }

  @Test
  void whoAuthorisesObservedNothingThatStands() {
    List<String> theirs = new ArrayList<>();
    theirs.add("an answer about a child");
    theirs.add("a child");
    theirs.add("an answer about an adult");
    theirs.add("an adult");
    for (String what : theirs) {
      HELD.tries(
          what + " of one's own",
          () -> {
            Complete scene = Complete.handedIn();
            scene.decide("insp71", observation(scene, what)).expect(201);
            Caller.Answer own = scene.decide("insp71", authorise(List.of()));
            assertThat(own.status()).as(own.body()).isEqualTo(403);
            scene.assertWaits();
          });
    }
    HELD.walking(theirs.size() + " kinds of observation by who authorises");
  }

  private static Json.Obj observation(Complete scene, String what) {
    return switch (what) {
      case "a child" -> op("add", entry("child"));
      case "an adult" -> op("add", entry("adult"));
      case "an answer about a child" ->
          op("set", scene.said().mia + "/bruiseSeenByMe").with("value", Json.of("none"));
      default -> op("set", scene.said().victim + "/mood").with("value", Json.of("calm"));
    };
  }

  @Test
  void anInspectorWhoseDecisionSetAFieldMayAuthorise() {
    Complete scene = Complete.handedIn();
    for (String field : DecidedFields.NAMES) {
      HELD.tries(
          "a field that a decision sets: " + field,
          () ->
              scene
                  .decide(
                      "insp71",
                      op("set", scene.said().mia + '/' + field).with("value", Json.of("Insp. H")))
                  .expect(201));
    }
    HELD.tries(
        "authorised by who set them",
        () -> scene.decide("insp71", authorise(List.of())).expect(201));
  }

  @Test
  void whatLaddersSetIsListedAmongTheFieldsOfDecisions() {
    Json.Obj ladders = as("insp71").get("/v1/chase").expect(200);
    List<String> set = new ArrayList<>();
    for (Json.Obj ladder : Acts.objects(ladders, "ladders")) {
      ladder.text("sets").ifPresent(set::add);
      ladder.text("tells").ifPresent(set::add);
    }
    assertThat(set).isNotEmpty().isSubsetOf(DecidedFields.NAMES);
  }

  @Test
  void aChildsWordsComeFromHandsetsOnly() {
    Map<String, Json.Obj> attempts = new TreeMap<>();
    Complete scene = Complete.handedIn();
    attempts.put(
        "a new statement",
        op("add", entry("statement"))
            .with(
                "value",
                Json.object().put("about", scene.said().mia).put("words", "All is well").build()));
    attempts.put(
        "an answer in a statement",
        op("set", entry("statement") + "/words").with("value", Json.of("All is well")));
    attempts.put(
        "a statement inside a child", op("add", scene.said().mia + '/' + entry("statement")));
    for (Map.Entry<String, Json.Obj> one : attempts.entrySet()) {
      for (String by : List.of("ps401", "insp71")) {
        HELD.tries(
            one.getKey() + " by " + by,
            () -> {
              Caller.Answer answer = scene.decide(by, one.getValue());
              assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            });
      }
    }
    HELD.walking(attempts.size() + " ways to write a child's words at a desk × 2 ranks");
  }
}
