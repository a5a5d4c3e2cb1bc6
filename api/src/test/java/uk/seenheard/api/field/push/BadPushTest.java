package uk.seenheard.api.field.push;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/**
 * The table "What a bad push is answered" of PROTOCOL.md, over HTTP: each row has its answer, and
 * what the same device wrote honestly before and behind it is on the server afterwards.
 */
class BadPushTest {
  private static final Digests DIGESTS = new JdkDigests();

  @TempDir static Path data;
  private static LiveServer server;

  private Officer officer;
  private String incident;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void somethingIsSafeAlready() {
    officer = Officer.onShift(server.url(), "pc1204");
    incident = officer.incident("BAD-" + officer.device());
    officer.record(incident, set("note.before", "kept"));
    officer.send(officer.push(1, 1)).expect(200);
  }

  @AfterEach
  void theSameDeviceGoesOnAndNothingIsLost() {
    officer.record(incident, set("note.behind", "kept too"));
    int last = officer.written().size();
    Json.Obj answer = officer.send(officer.push(2, last)).expect(200);
    assertThat(answer.whole("acknowledgedThrough")).contains((long) last);
    assertThat(officer.seen(incident).fields().keySet())
        .contains(new FieldPath("note.before"), new FieldPath("note.behind"));
  }

  private Caller.Answer raw(String body) {
    return Caller.stranger(server.url()).post("/v1/sync/push", body);
  }

  private static Json.Obj only(Json.Obj answer) {
    assertThat(answer.items("verdicts")).hasSize(1);
    return (Json.Obj) answer.items("verdicts").get(0);
  }

  /** A hand-written content that takes its place in the chain without being a change. */
  private Json.Obj sentAsSecond(Draft draft, String content) {
    Officer hostile = Officer.onShift(server.url(), "pc1204");
    String own =
        content
            .replace(draft.device(), hostile.device())
            .replace(draft.pass().hex(), hostile.passHash().hex());
    return only(
        hostile.send(hostile.push(1, 1, List.of(own), List.of(hostile.pass()))).expect(200));
  }

  @Test
  @Tag("long")
  void truncatedBodyIsMalformedAtEveryLength() {
    officer.record(incident, set("place", "12 Alder Row"));
    String whole = officer.push(2, 2).json().canonical();
    for (int length = 0; length < whole.length(); length++) {
      Caller.Answer refused = raw(whole.substring(0, length));
      assertThat(refused.status()).as("cut at %d", length).isEqualTo(400);
      assertThat(refused.problem()).isEqualTo("malformed");
    }
  }

  @Test
  void lineDelimitedBodyThatEndsInTheMiddleIsMalformed() {
    officer.record(incident, set("place", "12 Alder Row"));
    String whole = officer.push(2, 2).json().canonical();
    assertThat(raw(whole + "\n" + whole.substring(0, 40)).status()).isEqualTo(400);
    assertThat(raw(whole + "\n" + whole).problem()).isEqualTo("malformed");
  }

  @Test
  void enrolmentAndPassAreNamedOnceTheServerHasSeenThem() {
    officer.record(incident, set("place", "12 Alder Row"));
    PushRequest whole = officer.push(2, 2);
    String enrolment = PushRequest.name(officer.enrolment(), DIGESTS);
    String pass = PushRequest.name(officer.pass(), DIGESTS);
    Json.Obj verdict = only(officer.send(whole.showing(enrolment, List.of(pass))).expect(200));
    assertThat(verdict.text("verdict")).contains("applied");
  }

  @Test
  void nameThatTheServerNeverHadIsAskedForWholeAndNothingIsTaken() {
    Officer fresh = Officer.onShift(server.url(), "pc1204");
    fresh.record(incident, set("note.fresh", "kept"));
    PushRequest whole = fresh.push(1, 1);
    String never = PushRequest.name("never shown", DIGESTS);
    for (PushRequest named :
        List.of(
            whole.showing(PushRequest.name(fresh.enrolment(), DIGESTS), whole.passes()),
            whole.showing(fresh.enrolment(), List.of(PushRequest.name(fresh.pass(), DIGESTS))),
            whole.showing(fresh.enrolment(), List.of(fresh.pass(), never)))) {
      Caller.Answer refused = fresh.send(named);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.problem()).isEqualTo("send-whole");
    }
    assertThat(only(fresh.send(whole).expect(200)).text("verdict")).contains("applied");
  }

  @Test
  void nameOfAnothersPassProvesNoMoreThanThePass() {
    Officer other = Officer.onShift(server.url(), "pc1203");
    other.record(other.incident("OTHER-" + other.device()), set("place", "x"));
    other.send(other.push(1, 1)).expect(200);
    Officer hostile = Officer.onShift(server.url(), "pc1204");
    Draft draft = hostile.draft(incident, List.of(set("place", "x")));
    String under =
        content(draft, "{\"at\":\"place\",\"op\":\"set\",\"value\":1}")
            .replace("\"author\":\"pc1204\"", "\"author\":\"pc1203\"")
            .replace(draft.pass().hex(), other.passHash().hex());
    String name = PushRequest.name(other.pass(), DIGESTS);
    Json.Obj verdict =
        only(hostile.send(hostile.push(1, 1, List.of(under), List.of(name))).expect(200));
    assertThat(verdict.text("verdict")).contains("quarantined");
  }

  @Test
  void protocolOfBeforeAndOneOfLaterAreRefusedWithASentence() {
    officer.record(incident, set("place", "12 Alder Row"));
    for (int number : List.of(1, 3)) {
      Caller.Answer refused =
          raw(officer.push(2, 2).json().with("protocol", Json.of(number)).canonical());
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().text("field")).contains("protocol");
      assertThat(refused.json().text("detail").orElseThrow())
          .contains("is " + number + ", and this end reads 2")
          .contains(number == 1 ? "bring the handset up to date" : "keep everything");
    }
  }

  @Test
  void signatureOfSomethingElseIsRefused() {
    officer.record(incident, set("place", "12 Alder Row"));
    Json.Obj forged =
        officer.push(2, 2).json().with("signature", Json.of(officer.sign("something else")));
    Caller.Answer refused = raw(forged.canonical());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem()).isEqualTo("signature-refused");
    assertThat(refused.json().text("detail").orElseThrow()).contains("Keep everything");
  }

  @Test
  void pushReplayedFromAnotherDeviceIsRefused() {
    officer.record(incident, set("place", "12 Alder Row"));
    Officer other = Officer.onShift(server.url(), "pc1203");
    Json.Obj replayed = officer.push(2, 2).json().with("enrolment", Json.of(other.enrolment()));
    Caller.Answer refused = raw(replayed.canonical());
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.problem()).isEqualTo("signature-refused");
    assertThat(officer.seen(incident).changes()).isEqualTo(1);
  }

  @Test
  void chainHashThatDoesNotMatchTheSignatureIsRefused() {
    officer.record(incident, set("place", "12 Alder Row"));
    Json.Obj altered = officer.push(2, 2).json().with("previous", Json.of("0".repeat(64)));
    assertThat(raw(altered.canonical()).problem()).isEqualTo("signature-refused");
  }

  @Test
  void chainHashThatIsSignedButNotTheServersIsTold() {
    officer.record(incident, set("place", "12 Alder Row"));
    List<String> contents = List.of(officer.written().get(1).content());
    officer.written().add(0, officer.written().get(1));
    PushRequest otherHistory = officer.push(1, 2, contents, List.of(officer.pass()));
    officer.written().remove(0);
    Caller.Answer refused = officer.send(otherHistory);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("forked");
  }

  @Test
  void changesDated1970And2100AreAppliedAsTyped() {
    for (long wall : List.of(0L, 4_102_444_800_000L)) {
      Draft now = officer.draft(incident, List.of(set("note.w" + wall, "x")));
      officer.record(
          new Draft(
              now.incident(),
              now.form(),
              now.author(),
              now.device(),
              now.pass(),
              wall,
              now.boot(),
              now.elapsed(),
              now.hlc(),
              now.ops(),
              now.nonce()));
    }
    Json.Obj answer = officer.send(officer.push(2, 3)).expect(200);
    assertThat(
            answer.items("verdicts").stream()
                .map(verdict -> ((Json.Obj) verdict).text("verdict").orElseThrow()))
        .containsExactly("applied", "applied");
    assertThat(officer.seen(incident).fields().keySet())
        .contains(new FieldPath("note.w0"), new FieldPath("note.w4102444800000"));
  }

  @Test
  void tenThousandOperationsInOneChangeAreKeptInQuarantineWithAReason() {
    Draft draft = officer.draft(incident, List.of(set("place", "x")));
    String one = "{\"at\":\"place\",\"op\":\"set\",\"value\":1}";
    String many = String.join(",", Collections.nCopies(10_000, one));
    String content = content(draft, many);
    Json.Obj verdict = sentAsSecond(draft, content);
    assertThat(verdict.text("verdict")).contains("quarantined");
    assertThat(verdict.text("reason").orElseThrow()).isNotBlank().doesNotContain("Alder");
  }

  @Test
  void pathOfAThousandSegmentsIsKeptInQuarantineWithAReason() {
    Draft draft = officer.draft(incident, List.of(set("place", "x")));
    List<String> segments = new ArrayList<>(Collections.nCopies(1_001, "a"));
    String path = segments.stream().collect(Collectors.joining("/"));
    String content = content(draft, "{\"at\":\"" + path + "\",\"op\":\"set\",\"value\":1}");
    Json.Obj verdict = sentAsSecond(draft, content);
    assertThat(verdict.text("verdict")).contains("quarantined");
    assertThat(verdict.text("reason").orElseThrow()).isNotBlank();
  }

  /** The content of a draft with other operations, as no honest author would write it. */
  private static String content(Draft draft, String ops) {
    return "{\"author\":\""
        + draft.author()
        + "\",\"boot\":\"boot-1\",\"device\":\""
        + draft.device()
        + "\",\"elapsed\":1,\"form\":{\"id\":\"domestic-abuse\",\"version\":1},\"hlc\":[1,0],"
        + "\"incident\":\""
        + draft.incident()
        + "\",\"nonce\":\""
        + draft.nonce()
        + "\",\"ops\":["
        + ops
        + "],\"pass\":\""
        + draft.pass().hex()
        + "\",\"v\":1,\"wall\":1}";
  }
}
