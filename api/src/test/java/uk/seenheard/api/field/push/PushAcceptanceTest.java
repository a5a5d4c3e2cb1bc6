package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.act;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.merge.IncidentRecord;

/** What handsets are promised, and what hostile ones are not given, over HTTP. */
class PushAcceptanceTest {
  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Officer officer(String person) {
    return Officer.onShift(server.url(), person);
  }

  private static List<String> verdicts(Json.Obj answer) {
    List<String> verdicts = new ArrayList<>();
    for (Json verdict : answer.items("verdicts")) {
      verdicts.add(((Json.Obj) verdict).text("verdict").orElseThrow());
    }
    return verdicts;
  }

  private static String reason(Json.Obj answer, int place) {
    return ((Json.Obj) answer.items("verdicts").get(place)).text("reason").orElse("");
  }

  @Test
  void samePushFiveTimesInOtherBatchSizesChangesNothingAfterTheFirst() {
    Officer officer = officer("pc1201");
    String incident = officer.incident("REPEAT-1");
    for (int i = 0; i < 20; i++) {
      officer.record(incident, set("note." + i, "n" + i));
    }
    assertThat(verdicts(officer.send(officer.push(1, 20)).expect(200))).containsOnly("applied");
    IncidentRecord first = officer.seen(incident);

    int[][] batches = {{1, 20}, {1, 7}, {5, 12}, {13, 20}, {20, 20}, {1, 1}};
    for (int[] batch : batches) {
      Json.Obj again = officer.send(officer.push(batch[0], batch[1])).expect(200);
      assertThat(verdicts(again)).containsOnly("duplicate");
      assertThat(again.whole("acknowledgedThrough")).contains(20L);
    }
    assertThat(officer.seen(incident).canonical()).isEqualTo(first.canonical());
    assertThat(officer.seen(incident).changes()).isEqualTo(20);
  }

  @Test
  void replayedPushReturnsTheFirstVerdict() {
    Officer officer = officer("pc1201");
    String incident = officer.incident("REPEAT-2");
    officer.record(incident, set("place", "12 Alder Row"));
    officer.record(incident, act("authorise"));
    officer.send(officer.push(1, 2)).expect(200);
    Json.Obj again = officer.send(officer.push(1, 2)).expect(200);
    Json.Obj second = (Json.Obj) again.items("verdicts").get(1);
    assertThat(second.text("verdict")).contains("duplicate");
    assertThat(second.text("first")).contains("quarantined");
  }

  @Test
  void pushThatOverlapsIsTrimmedToWhatIsNew() {
    Officer officer = officer("pc1202");
    String incident = officer.incident("OVERLAP-1");
    for (int i = 0; i < 6; i++) {
      officer.record(incident, set("note." + i, "n" + i));
    }
    officer.send(officer.push(1, 4)).expect(200);
    assertThat(verdicts(officer.send(officer.push(3, 6)).expect(200)))
        .containsExactly("duplicate", "duplicate", "applied", "applied");
    assertThat(officer.seen(incident).changes()).isEqualTo(6);
  }

  @Test
  void holeIsAnsweredWithThePositionToResendFrom() {
    Officer officer = officer("pc1202");
    String incident = officer.incident("HOLE-1");
    for (int i = 0; i < 5; i++) {
      officer.record(incident, set("note." + i, "n" + i));
    }
    officer.send(officer.push(1, 2)).expect(200);
    Caller.Answer refused = officer.send(officer.push(4, 5));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("resend-from");
    assertThat(refused.json().whole("resendFrom")).contains(3L);
    assertThat(refused.json().text("field")).contains("from");
    assertThat(officer.seen(incident).changes()).isEqualTo(2);
  }

  @Test
  void clonedHandsetIsToldAndBothCopiesWorkIsKept() {
    Officer officer = officer("pc1202");
    String incident = officer.incident("FORK-1");
    officer.record(incident, set("place", "3 Quarry Lane"));
    officer.send(officer.push(1, 1)).expect(200);
    officer.record(incident, set("note.original", "from the original"));
    officer.send(officer.push(1, 2)).expect(200);

    officer.written().remove(1);
    officer.record(incident, set("note.clone", "from the clone"));
    Caller.Answer refused = officer.send(officer.push(2, 2));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("forked");
    assertThat(refused.json().whole("epoch")).contains(1L);

    officer.newEpoch();
    assertThat(verdicts(officer.send(officer.push(1, 2)).expect(200)))
        .containsExactly("duplicate", "applied");
    IncidentRecord record = officer.seen(incident);
    assertThat(record.changes()).isEqualTo(3);
    assertThat(record.field(new FieldPath("note.original"))).isPresent();
    assertThat(record.field(new FieldPath("note.clone"))).isPresent();
  }

  @Test
  void changeInAnothersNameGoesToQuarantineAndBlocksNothingBehindIt() {
    Officer officer = officer("pc1201");
    String incident = officer.incident("NAME-1");
    Draft honest = officer.draft(incident, List.of(set("note.forged", "not mine")));
    officer.record(
        new Draft(
            honest.incident(),
            honest.form(),
            "ps401",
            honest.device(),
            honest.pass(),
            honest.wall(),
            honest.boot(),
            honest.elapsed(),
            honest.hlc(),
            honest.ops(),
            honest.nonce()));
    officer.record(incident, set("note.honest", "mine"));
    Json.Obj answer = officer.send(officer.push(1, 2)).expect(200);
    assertThat(verdicts(answer)).containsExactly("quarantined", "applied");
    assertThat(reason(answer, 0)).contains("another person's name").doesNotContain("not mine");
    assertThat(officer.seen(incident).fields().keySet()).hasToString("[note.honest]");
  }

  @Test
  void passOfAnotherDeviceGetsNowhere() {
    Officer owner = officer("pc1202");
    Officer thief = officer("pc1201");
    String incident = thief.incident("PASS-1");
    Draft own = thief.draft(incident, List.of(set("note.stolen", "x")));
    thief.record(
        new Draft(
            own.incident(),
            own.form(),
            owner.person(),
            owner.device(),
            owner.passHash(),
            own.wall(),
            own.boot(),
            own.elapsed(),
            own.hlc(),
            own.ops(),
            own.nonce()));
    List<String> contents = List.of(thief.written().get(0).content());
    Json.Obj answer =
        thief.send(thief.push(1, 1, contents, List.of(owner.pass(), thief.pass()))).expect(200);
    assertThat(verdicts(answer)).containsExactly("quarantined");
    assertThat(reason(answer, 0)).contains("another device");
    assertThat(thief.records()).doesNotContainKey(incident);
  }

  @Test
  void strangersCopyInQuarantineDoesNotKeepTheAuthorsOwnWordsThere() {
    Officer author = officer("pc1202");
    Officer stranger = officer("pc1201");
    String incident = author.incident("COPY-1");
    Change said = author.record(incident, set("note.said", "her words"));
    List<String> copied = List.of(said.content());
    Json.Obj kept = stranger.send(stranger.push(1, 1, copied, List.of(author.pass()))).expect(200);
    assertThat(verdicts(kept)).containsExactly("quarantined");

    author.newEpoch();
    assertThat(verdicts(author.send(author.push(1, 1)).expect(200))).containsExactly("applied");
    assertThat(author.seen(incident).fields().keySet()).hasToString("[note.said]");
  }

  @Test
  void overNamingAnotherFieldHasNoEffectThere() {
    Officer victim = officer("pc1202");
    String incident = victim.incident("OVER-1");
    String child = entry("child");
    Change said = victim.record(incident, add(child, Json.EMPTY), set(child + "/seen", "yes"));
    victim.sendAll();
    Officer hostile = officer("pc1201");
    hostile.record(incident, set("place", "elsewhere", said.id(1)));
    assertThat(verdicts(hostile.sendAll())).containsExactly("applied");
    IncidentRecord record = victim.seen(incident);
    assertThat(record.field(new FieldPath(child), "seen").orElseThrow().agreed())
        .contains(Json.of("yes"));
  }

  @Test
  void supervisorsDecisionOnAHandsetGoesToQuarantine() {
    Officer officer = officer("ps401");
    String incident = officer.incident("DECIDE-1");
    officer.record(incident, set("place", "x"));
    officer.record(incident, act("submit"));
    officer.record(incident, act("authorise"));
    assertThat(verdicts(officer.sendAll())).containsExactly("applied", "applied", "quarantined");
  }

  @Test
  void nonsenseIsKeptInQuarantine() {
    Officer officer = officer("pc1203");
    List<String> contents =
        List.of("no json at all", "{\"v\":1}", "[]", "{\"v\":1,\"incident\":\"x\"}");
    Json.Obj answer =
        officer.send(officer.push(1, 1, contents, List.of(officer.pass()))).expect(200);
    assertThat(verdicts(answer)).containsOnly("quarantined").hasSize(4);
    assertThat(answer.whole("acknowledgedThrough")).contains(4L);
  }

  @Test
  void wrongSignatureTakesNothing() {
    Officer officer = officer("pc1203");
    Officer other = officer("pc1202");
    String incident = officer.incident("SIGN-1");
    officer.record(incident, set("place", "x"));
    PushRequest good = officer.push(1, 1);
    Json.Obj forged = good.json().with("signature", Json.of(other.sign("something else")));
    Caller.Answer refused = Caller.stranger(server.url()).post("/v1/sync/push", forged);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem()).isEqualTo("signature-refused");
    Json.Obj replayed = good.json().with("enrolment", Json.of(other.enrolment()));
    assertThat(Caller.stranger(server.url()).post("/v1/sync/push", replayed).status())
        .isEqualTo(401);
    Json.Obj altered = good.json().with("previous", Json.of("0".repeat(64)));
    assertThat(Caller.stranger(server.url()).post("/v1/sync/push", altered).status())
        .isEqualTo(401);
    assertThat(officer.records()).doesNotContainKey(incident);
    assertThat(verdicts(officer.send(good).expect(200))).containsExactly("applied");
  }

  @Test
  void malformedEnvelopeNamesTheFieldAtFault() {
    Officer officer = officer("pc1203");
    officer.record(officer.incident("ENVELOPE-1"), set("place", "x"));
    Json.Obj good = officer.push(1, 1).json();
    Caller caller = Caller.stranger(server.url());

    record Case(Json.Obj body, String field) {}
    List<Case> cases =
        List.of(
            new Case(good.with("surprise", Json.of(1)), "surprise"),
            new Case(good.with("epoch", Json.of("one")), "epoch"),
            new Case(good.with("from", Json.of(0)), "from"),
            new Case(good.with("protocol", Json.of(99)), "protocol"),
            new Case(good.with("changes", Json.list(List.of())), "changes"),
            new Case(good.with("changes", Json.list(List.of(Json.of(1)))), "changes[0]"),
            new Case(good.with("previous", Json.of("abc")), "previous"),
            new Case(good.with("clock", Json.of(1)), "clock"));
    for (Case bad : cases) {
      Caller.Answer refused = caller.post("/v1/sync/push", bad.body());
      assertThat(refused.status()).as(bad.field()).isEqualTo(400);
      assertThat(refused.json().text("field")).contains(bad.field());
      assertThat(refused.response().headers().firstValue("content-type"))
          .contains("application/problem+json");
    }
    assertThat(caller.post("/v1/sync/push", "{\"protocol\":").status()).isEqualTo(400);
    assertThat(caller.post("/v1/sync/push", "x".repeat(PushRequest.MAX_BYTES + 1)).status())
        .isEqualTo(413);
    assertThat(officer.records()).doesNotContainKey(officer.incident("ENVELOPE-1"));
  }
}
