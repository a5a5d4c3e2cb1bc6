package uk.seenheard.api.desk.misplaced;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.RealHandset;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.handset.core.loop.SyncReport.Outcome;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Words under the wrong reference: an officer typed last night's, and recorded a child there. A
 * supervisor moves them to where they belong; nothing is lost, and nothing is in both.
 */
class MisplacedWordsTest {
  private static final String WORDS = "He shut me in the cupboard";

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
  }

  private static Caller as(String person) {
    return Caller.signedIn(server.url(), person);
  }

  /** Last night's incident, a colleague's; and tonight's, which its officer has begun by now. */
  private static final class Night {
    final Officer amy = Officer.onShift(server.url(), "pc1201");
    final Officer bob = Officer.onShift(server.url(), "pc1202");
    final String reference = "MISPLACED-" + incidents++;
    final String last = amy.incident(reference + "-LAST");
    final String tonight = amy.incident(reference);
    final String child = entry("child");
    final String theirs = entry("child");

    Night() {
      bob.record(last, add(theirs, Json.EMPTY), set("place", "hall"));
      bob.sendAll();
      amy.record(last, add(child, Json.EMPTY), set("place", "kitchen"));
      amy.record(
          last,
          add(entry("statement"), Json.object().put("about", child).put("words", WORDS).build()));
      amy.record(last, act("submit"));
      amy.record(tonight);
      amy.sendAll();
    }

    Json.Obj wanted(String name, String what) {
      return wanted(last, name, what);
    }

    Json.Obj wanted(String from, String name, String what) {
      return Json.object()
          .put("frontier", look(from).text("frontier").orElseThrow())
          .put("belongs", reference)
          .put(name, what)
          .put("reason", "Typed last night's reference")
          .build();
    }

    Caller.Answer move(String by, Json.Obj wanted) {
      return as(by).post("/v1/incidents/" + last + "/misplaced", wanted);
    }
  }

  private static Json.Obj look(String incident) {
    return as("insp71").get("/v1/incidents/" + incident).expect(200);
  }

  private static long children(String incident) {
    return look(incident).whole("children").orElseThrow();
  }

  @Test
  void theWordsOfAnOfficerStandWhereTheyBelongAndNowhereElse() {
    Night night = new Night();
    assertThat(children(night.last)).isEqualTo(2);
    assertThat(children(night.tonight)).isZero();

    Json.Obj done = night.move("ps401", night.wanted("author", "pc1201")).expect(201);

    assertThat(done.whole("changes")).contains(3L);
    assertThat(done.whole("left")).contains(0L);
    assertThat(children(night.last)).isEqualTo(1);
    assertThat(children(night.tonight)).isEqualTo(1);
    Json.Obj there = look(night.tonight);
    assertThat(there.text("state")).contains("submitted");
    assertThat(there.object("fields").object("place").canonical())
        .contains("kitchen")
        .contains("pc1201");
    assertThat(there.canonical()).contains(WORDS).contains("decide-brought");
    Json.Obj here = look(night.last);
    assertThat(here.text("state")).contains("recording");
    assertThat(here.object("fields").object("place").canonical())
        .contains("hall")
        .doesNotContain("kitchen");
    assertThat(here.canonical()).doesNotContain(WORDS).contains("misplaced");
  }

  @Test
  void whoWasThereByMistakeSeesItNoLongerAndSeesTheirWordsWhereTheyBelong() {
    Night night = new Night();
    assertThat(night.amy.records()).containsKey(night.last);

    night.move("ps401", night.wanted("author", "pc1201")).expect(201);

    assertThat(night.amy.records()).doesNotContainKey(night.last);
    IncidentRecord seen = night.amy.seen(night.tonight);
    assertThat(seen.entries()).hasSize(2);
    assertThat(night.bob.seen(night.last).entries()).hasSize(1);
    night.amy.write(night.last, act("attend"));
    night.amy.sendAll();
    assertThat(night.amy.records()).doesNotContainKey(night.last);
  }

  @Test
  void aHandsetSaysWhereItsOfficersWordsWentAndWhenceWordsCame(@TempDir Path folder) {
    Night night = new Night();
    RealHandset.Clocks clocks = new RealHandset.Clocks(System::currentTimeMillis, 0);
    try (Handset handset = RealHandset.open(folder, server.url(), clocks)) {
      assertThat(handset.signIn("pc1203", Optional.empty())).isEmpty();
      String wrong =
          RealHandset.recordChild(handset, night.reference + "-LAST", "He hit my brother");
      String right = handset.newIncident("domestic-abuse", Optional.of(night.reference));
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(handset.view(right).movedWords()).isEmpty();

      night.move("ps401", night.wanted("author", "pc1203")).expect(201);
      assertThat(handset.sync().outcome()).isEqualTo(Outcome.SYNCED);

      assertThat(handset.incidents()).contains(right).doesNotContain(wrong);
      assertThat(handset.view(right).movedWords())
          .containsExactly(
              new View.MovedWords(wrong, true, "ps401", "Typed last night's reference"));
      assertThat(handset.view(right).incident().children()).hasSize(1);
    }
    try (Handset beside = RealHandset.open(folder.resolve("beside"), server.url(), clocks)) {
      assertThat(beside.signIn("pc1202", Optional.empty())).isEmpty();
      assertThat(beside.sync().outcome()).isEqualTo(Outcome.SYNCED);
      assertThat(beside.view(night.last).movedWords())
          .containsExactly(
              new View.MovedWords(night.tonight, false, "ps401", "Typed last night's reference"));
    }
  }

  @Test
  void oneEntryIsMovedWithWhatHangsOnItAndTheRestStays() {
    Night night = new Night();

    night.move("ps401", night.wanted("entry", night.child)).expect(201);

    assertThat(children(night.last)).isEqualTo(1);
    assertThat(children(night.tonight)).isEqualTo(1);
    assertThat(look(night.tonight).canonical()).contains(WORDS);
    assertThat(look(night.last).object("fields").object("place").canonical()).contains("kitchen");
    assertThat(night.amy.records()).containsKey(night.last);
  }

  @Test
  void whatIsMovedBackStandsWhereItStood() {
    Night night = new Night();
    Json.Obj before = look(night.last);
    night.move("ps401", night.wanted("entry", night.child)).expect(201);

    Json.Obj back =
        Json.object()
            .put("frontier", look(night.tonight).text("frontier").orElseThrow())
            .put("belongs", night.last)
            .put("entry", night.child)
            .put("reason", "It was theirs after all")
            .build();
    as("ps401").post("/v1/incidents/" + night.tonight + "/misplaced", back).expect(201);

    assertThat(look(night.last).get("entries")).isEqualTo(before.get("entries"));
    assertThat(children(night.tonight)).isZero();
  }

  @Test
  void theWordsOfAnotherTeamsSergeantOpenNothingWhereTheyAreMovedToEither() {
    Night night = new Night();
    Officer sergeant = Officer.onShift(server.url(), "ps402");
    sergeant.write(night.last, set("place", "x road"));
    sergeant.sendAll();

    night.move("insp71", night.wanted("author", "ps402")).expect(201);

    assertThat(as("ps402").get("/v1/incidents/" + night.last).status()).isEqualTo(404);
    assertThat(as("ps402").get("/v1/incidents/" + night.tonight).status()).isEqualTo(404);
  }

  @Test
  void whatCameLateUnderTheWrongReferenceIsMovedByAskingAgain() {
    Night night = new Night();
    night.move("ps401", night.wanted("author", "pc1201")).expect(201);
    String late = entry("child");
    night.amy.write(night.last, add(late, Json.EMPTY));
    night.amy.sendAll();
    assertThat(children(night.last)).isEqualTo(2);

    night.move("ps401", night.wanted("author", "pc1201")).expect(201);

    assertThat(children(night.last)).isEqualTo(1);
    assertThat(children(night.tonight)).isEqualTo(2);
  }

  /** Each incident has a key of its own: who erases one is told where else its words stand. */
  @Test
  void anErasureSaysWhereWordsStandThatWereMoved() {
    Night night = new Night();
    night.move("ps401", night.wanted("author", "pc1201")).expect(201);
    Json.Obj asked =
        Json.object().put("ground", "DPA 2018 s.47").put("reason", "the family asked").build();
    String erasure = "/v1/incidents/" + night.tonight + "/erasure";
    Json.Obj erased = as("insp71").post(erasure, asked).expect(200);
    assertThat(erased.items("elsewhere")).containsExactly(Json.of(night.last));
    assertThat(as("insp71").post(erasure, asked).expect(200)).isEqualTo(erased);
  }

  @Test
  void whatMayNotBeMovedStays() {
    Night night = new Night();
    assertThat(night.move("ps402", night.wanted("author", "pc1201")).status()).isEqualTo(404);
    assertThat(night.move("pc1201", night.wanted("author", "pc1201")).status()).isEqualTo(403);
    Json.Obj nowhere = night.wanted("author", "pc1201").with("belongs", Json.of("NOBODY-IS-THERE"));
    assertThat(night.move("ps401", nowhere).status()).isEqualTo(404);
    Json.Obj itself = night.wanted("author", "pc1201").with("belongs", Json.of(night.last));
    assertThat(night.move("ps401", itself).status()).isEqualTo(400);
    assertThat(night.move("ps401", night.wanted("author", "pc1204")).problem())
        .isEqualTo("not-now");
    Json.Obj unread = night.wanted("author", "pc1201").with("frontier", Json.of("0".repeat(64)));
    assertThat(night.move("ps401", unread).problem()).isEqualTo("moved");
    assertThat(children(night.last)).isEqualTo(2);
    night.move("ps401", night.wanted("author", "pc1201")).expect(201);
    assertThat(night.move("ps401", night.wanted("author", "pc1201")).problem())
        .isEqualTo("not-now");
    assertThat(night.move("ps401", night.wanted("author", "ps401")).problem()).isEqualTo("not-now");
  }

  @Test
  void whoMovedWordsAwayDoesNotAuthoriseWhatIsLeftAndWhoDoesHasReadIt() {
    Night night = new Night();
    night.bob.write(night.last, act("submit"));
    night.bob.sendAll();

    night.move("ps401", night.wanted("author", "pc1201")).expect(201);

    Caller.Answer own = authorise("ps401", night.last);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.body()).contains("You moved words from here");
    assertThat(authorise("insp71", night.last).problem()).isEqualTo("not-now");
    assertThat(look(night.last).items("toRead")).hasSize(1);
  }

  private static Caller.Answer authorise(String by, String incident) {
    Json.Obj act = Json.object().put("op", "act").put("act", "authorise").build();
    return as(by)
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", look(incident).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(act)))
                .build());
  }

  @Test
  void anotherTeamsJobIsTheirsAloneAgainWhenWhoWasThereByMistakeIsGone() {
    Night night = new Night();
    Officer theirs = Officer.onShift(server.url(), "pc1204");
    String job = theirs.incident(night.reference + "-JOB");
    theirs.record(job, set("place", "yard"));
    theirs.sendAll();
    night.amy.record(job, add(night.child, Json.EMPTY));
    night.amy.sendAll();
    assertThat(look(job).isTrue("contested")).isTrue();

    as("insp71")
        .post("/v1/incidents/" + job + "/misplaced", night.wanted(job, "author", "pc1201"))
        .expect(201);

    assertThat(look(job).isTrue("contested")).isFalse();
    assertThat(as("ps401").get("/v1/incidents/" + job).status()).isEqualTo(404);
    assertThat(as("ps402").get("/v1/incidents/" + job).status()).isEqualTo(200);
    assertThat(theirs.seen(job).entries()).isEmpty();
    assertThat(night.amy.records()).doesNotContainKey(job);
  }

  @Test
  void whatCannotBeSeenIsNoPlaceToMoveTo() {
    Night night = new Night();
    Officer other = Officer.onShift(server.url(), "pc1204");
    String theirs = other.incident(night.reference + "-THEIRS");
    other.record(theirs, set("place", "yard"));
    other.sendAll();

    Json.Obj wanted = night.wanted("author", "pc1201").with("belongs", Json.of(theirs));

    assertThat(night.move("ps401", wanted).status()).isEqualTo(404);
    assertThat(night.move("insp71", wanted).expect(201).whole("changes")).contains(3L);
  }

  @Test
  void aServerThatWasStartedAgainReadsTheSame() {
    Night night = new Night();
    night.move("ps401", night.wanted("author", "pc1201")).expect(201);
    Json.Obj last = look(night.last);
    Json.Obj tonight = look(night.tonight);

    server.close();
    server = LiveServer.start(data);

    for (String part :
        new String[] {"fields", "entries", "acts", "state", "frontier", "children"}) {
      assertThat(look(night.last).get(part)).isEqualTo(last.get(part));
      assertThat(look(night.tonight).get(part)).isEqualTo(tonight.get(part));
    }
  }
}
