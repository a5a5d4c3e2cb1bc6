package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Kind 1: whatever enters the log by whatever door passes the same rules as of now, under the
 * author whom the shift pass proves. What a push may not say, a release from quarantine may not say
 * either.
 */
class SecondWayIntoTheLogTest {
  private static final Held HELD =
      Held.of(1, "A second way into the log", SecondWayIntoTheLogTest.class);

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

  /** An incident with a child, handed in, and whoever recorded it. */
  private record Scene(Officer officer, String incident, String child, String other) {
    static Scene recorded(String person) {
      Officer officer = Officer.onShift(server.url(), person);
      String incident = officer.incident("GATE-1-" + incidents++);
      Scene scene = new Scene(officer, incident, entry("child"), entry("child"));
      officer.record(incident, add(scene.child, Json.EMPTY), add(scene.other, Json.EMPTY));
      officer.record(incident, act("submit"));
      officer.sendAll();
      return scene;
    }

    /** Pushes one change more; its verdict. */
    String push(Change change, List<String> passes) {
      int at = officer.written().indexOf(change) + 1;
      return verdict(
          officer.send(officer.push(1, at, List.of(change.content()), passes)).expect(200));
    }
  }

  private static String verdict(Json.Obj answer) {
    return ((Json.Obj) answer.items("verdicts").get(0)).text("verdict").orElse("");
  }

  private static Json.Obj apart(String act, Change change) {
    return Acts.decided(
        act,
        "",
        Json.object().put("change", change.hash().hex()).put("reason", "I believe it").build());
  }

  /** Whether a change in quarantine stays without effect whatever supervisors do, but dismissed. */
  private static void assertOnlyDismissed(Scene scene, Change change) {
    Json.Obj before = Acts.look(as("insp71"), scene.incident());
    for (String by : List.of("ps401", "insp71")) {
      Caller.Answer released = Acts.decide(as(by), scene.incident(), apart("release", change));
      assertThat(released.status()).as(released.body()).isEqualTo(409);
      assertThat(released.problem()).isEqualTo("not-now");
    }
    Json.Obj after = Acts.look(as("insp71"), scene.incident());
    assertThat(after.get("state")).isEqualTo(before.get("state"));
    assertThat(after.get("acts")).isEqualTo(before.get("acts"));
    assertThat(after.get("fields")).isEqualTo(before.get("fields"));
    Acts.decide(as("ps401"), scene.incident(), apart("dismiss", change)).expect(201);
    assertThat(scene.officer().seen(scene.incident()).deeds())
        .extracting(deed -> deed.id().change())
        .doesNotContain(change.hash());
  }

  @Test
  void decisionsOnAHandsetTakeNoEffectAndCannotBeReleased() {
    int walked = 0;
    for (String word : Acts.words()) {
      if (Act.decides(word)) {
        walked++;
        HELD.tries(
            "release of a pushed " + word,
            () -> {
              Scene scene = Scene.recorded("pc1201");
              Json.Obj with =
                  Act.of(word).map(act -> Acts.with(act, scene.other())).orElse(Json.EMPTY);
              Change change =
                  scene.officer().record(scene.incident(), Acts.pushed(word, scene.child(), with));
              assertThat(scene.push(change, List.of(scene.officer().pass())))
                  .isEqualTo("quarantined");
              assertOnlyDismissed(scene, change);
            });
      }
    }
    HELD.walking(walked + " deciding acts pushed from a handset");
  }

  @Test
  void aSergeantWhoRecordsSubmitsAndPushesAnAuthorisationAuthorisesNothing() {
    HELD.tries(
        "the sergeant's own handset",
        () -> {
          Scene scene = Scene.recorded("ps401");
          Change change = scene.officer().record(scene.incident(), act("authorise"));
          assertThat(scene.push(change, List.of(scene.officer().pass()))).isEqualTo("quarantined");
          assertOnlyDismissed(scene, change);
          assertThat(
                  Acts.decide(
                          as("ps401"), scene.incident(), Acts.decided("authorise", "", Json.EMPTY))
                      .status())
              .isEqualTo(403);
          assertThat(
                  as("records").get("/v1/records/revisions").expect(200).items("revisions").stream()
                      .filter(one -> one.canonical().contains(scene.incident()))
                      .toList())
              .isEmpty();
        });
  }

  @Test
  void wordsUnderAnotherNameTakeNoEffectAndCannotBeReleased() {
    String stolen = Officer.onShift(server.url(), "insp71").pass();
    List<Operation> ops = new ArrayList<>();
    ops.add(set("place", "nowhere"));
    ops.add(add(entry("child"), Json.EMPTY));
    for (String word : Acts.words()) {
      if (!Act.decides(word)) {
        ops.add(Acts.pushed(word, entry("child"), Json.object().put("reason", "because").build()));
      }
    }
    for (Operation op : ops) {
      HELD.tries("an inspector's name under one's own pass: " + name(op), () -> forged(op));
      HELD.tries("no pass shown: " + name(op), () -> unproved(op));
      HELD.tries("a pass of another handset: " + name(op), () -> withPass(op, stolen));
    }
    HELD.walking(ops.size() + " things to say × 3 ways to say them in another name");
  }

  private static String name(Operation op) {
    return op instanceof Operation.Act act ? act.act() : op.getClass().getSimpleName();
  }

  private static void forged(Operation op) {
    Scene scene = Scene.recorded("pc1201");
    Draft mine = scene.officer().draft(scene.incident(), List.of(op));
    Change change = scene.officer().record(by(mine, "insp71", mine.pass()));
    assertThat(scene.push(change, List.of(scene.officer().pass()))).isEqualTo("quarantined");
    assertOnlyDismissed(scene, change);
  }

  private static void unproved(Operation op) {
    Scene scene = Scene.recorded("pc1202");
    Change change = scene.officer().record(scene.incident(), op);
    assertThat(scene.push(change, List.of())).isEqualTo("quarantined");
    assertOnlyDismissed(scene, change);
  }

  private static void withPass(Operation op, String stolen) {
    Scene scene = Scene.recorded("pc1203");
    Draft mine = scene.officer().draft(scene.incident(), List.of(op));
    Hash pass = Hash.of(stolen, new JdkDigests());
    Change change = scene.officer().record(by(mine, "insp71", pass));
    assertThat(scene.push(change, List.of(stolen))).isEqualTo("quarantined");
    assertOnlyDismissed(scene, change);
  }

  private static Draft by(Draft draft, String author, Hash pass) {
    return new Draft(
        draft.incident(),
        draft.form(),
        author,
        draft.device(),
        pass,
        draft.wall(),
        draft.boot(),
        draft.elapsed(),
        draft.hlc(),
        draft.ops(),
        draft.nonce());
  }

  @Test
  void decisionsOfOtherPlacesAreNotMadeByTheDoorForDecisions() {
    Scene scene = Scene.recorded("pc1201");
    int walked = 0;
    for (String word : Acts.words()) {
      Optional<Act> act = Act.of(word);
      if (act.filter(one -> one.isDoneAt(Act.Place.DECISIONS)).isEmpty()) {
        walked++;
        for (String by : List.of("ps401", "insp71")) {
          HELD.tries(
              word + " decided by " + by,
              () -> {
                Json.Obj with = act.map(one -> Acts.with(one, scene.other())).orElse(Json.EMPTY);
                Caller.Answer answer =
                    Acts.decide(as(by), scene.incident(), Acts.decided(word, scene.child(), with));
                assertThat(answer.status()).as(answer.body()).isEqualTo(400);
              });
        }
      }
    }
    HELD.walking(walked + " acts of other places sent as decisions");
  }
}
