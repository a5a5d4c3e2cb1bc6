package uk.seenheard.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

class FeedCodecTest {
  private static final Hash HASH = Hash.of("x", Pen.DIGESTS);
  private static final PushRequest PUSH =
      new PushRequest(
          PushRequest.PROTOCOL,
          "enrolment-token",
          2,
          7,
          HASH,
          List.of("{\"a\":\"\\u0000\"}", "not even JSON"),
          "signature",
          List.of("pass-1", "pass-2"),
          3,
          new ClockReading(-1, "boot-1", 5));

  @Test
  void aPushIsReadBackAsItWasSent() {
    assertThat(PushRequest.read(sent(PUSH.json()))).isEqualTo(PUSH);
    assertThat(PUSH.to()).isEqualTo(8);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("faults")
  void aPushThatIsNoneNamesTheMemberAtFault(String field, Json.Obj broken) {
    assertThatThrownBy(() -> PushRequest.read(broken))
        .isInstanceOfSatisfying(
            WireFault.class, fault -> assertThat(fault.field()).isEqualTo(field));
  }

  static Stream<Arguments> faults() {
    Json.Obj push = PUSH.json();
    Json hundredAndOne = Json.texts(Collections.nCopies(101, "x"));
    return Stream.of(
        Arguments.of("protocol", push.with("protocol", Json.of(1))),
        Arguments.of("protocol", push.with("protocol", Json.of(3))),
        Arguments.of("protocol", push.with("protocol", Json.of("2"))),
        Arguments.of("enrolment", push.with("enrolment", Json.of(""))),
        Arguments.of("enrolment", push.with("enrolment", Json.of("x".repeat(4_097)))),
        Arguments.of("epoch", push.with("epoch", Json.of(0))),
        Arguments.of("epoch", push.with("epoch", Json.number("1.5"))),
        Arguments.of("epoch", push.with("epoch", Json.of(1_000_001))),
        Arguments.of("from", push.with("from", Json.of(0))),
        Arguments.of("from", push.with("from", Json.of(Long.MAX_VALUE))),
        Arguments.of("previous", push.with("previous", Json.of("x"))),
        Arguments.of("changes", push.with("changes", Json.list(List.of()))),
        Arguments.of("changes", push.with("changes", hundredAndOne)),
        Arguments.of("changes", push.with("changes", Json.of("x"))),
        Arguments.of(
            "changes[1]", push.with("changes", Json.list(List.of(Json.of("x"), Json.of(1))))),
        Arguments.of("signature", push.with("signature", Json.NULL)),
        Arguments.of("passes", push.with("passes", Json.texts(Collections.nCopies(21, "x")))),
        Arguments.of("queued", push.with("queued", Json.of(-1))),
        Arguments.of("clock", push.with("clock", Json.list(List.of()))),
        Arguments.of(
            "clock.boot",
            push.with("clock", Json.object().put("wall", 1).put("elapsed", 1).build())),
        Arguments.of(
            "clock.elapsed",
            push.with(
                "clock", Json.object().put("wall", 1).put("boot", "b").put("elapsed", -1).build())),
        Arguments.of("extra", push.with("extra", Json.of(1))),
        Arguments.of("body", push.with("he said\u202e {$ne:1}", Json.of(1))));
  }

  @Test
  void aBodyThatIsNoObjectIsAFault() {
    assertThatThrownBy(() -> PushRequest.read(Json.list(List.of()))).isInstanceOf(WireFault.class);
  }

  @Test
  void anAnswerIsReadBackAsItWasSent() {
    PushAnswer answer =
        new PushAnswer(
            2,
            8,
            12,
            99,
            List.of(
                new Judgement(
                    7, HASH, Verdict.DUPLICATE, Optional.of(Verdict.QUARANTINED), Optional.empty()),
                new Judgement(
                    8, HASH, Verdict.QUARANTINED, Optional.empty(), Optional.of("forbidden"))));

    assertThat(PushAnswer.read(sent(answer.json()))).isEqualTo(answer);
    assertThat(PushAnswer.read(answer.json().with("newer", Json.of(1)))).isEqualTo(answer);
    PushAnswer named = new PushAnswer(2, 8, 12, 99, answer.verdicts(), Optional.of("life-2"));
    assertThat(PushAnswer.read(sent(named.json()))).isEqualTo(named);
  }

  @Test
  void aDuplicateTakesPartWhenTheFirstDid() {
    assertThat(judged(Verdict.DUPLICATE, Optional.of(Verdict.APPLIED)).isApplied()).isTrue();
    assertThat(judged(Verdict.DUPLICATE, Optional.of(Verdict.QUARANTINED)).isApplied()).isFalse();
    assertThat(judged(Verdict.APPLIED, Optional.empty()).isApplied()).isTrue();
    assertThat(judged(Verdict.QUARANTINED, Optional.empty()).isApplied()).isFalse();
  }

  @Test
  void framesAreReadBackAsTheyWereSent() {
    for (Frame frame :
        List.of(
            new Frame.Change(12, 3, "d", 1, 7, -5, Verdict.APPLIED, "{\"a\":1}"),
            new Frame.Change(1, 0, "d", 1, 1, 5, Verdict.QUARANTINED, "no JSON\n"),
            new Frame.Evict(Pen.INCIDENT),
            new Frame.Snapshot(Pen.INCIDENT, 9, 4, Optional.of(HASH)),
            new Frame.Snapshot(Pen.INCIDENT, 9, 0, Optional.empty()),
            new Frame.Through(0, "cursor", true, Optional.empty()),
            new Frame.Through(9, "cursor", false, Optional.of(HASH)),
            new Frame.Through(9, "cursor", false, Optional.of(HASH), Optional.of("life-2")))) {
      assertThat(Frame.read(sent(frame.json()))).isEqualTo(frame);
    }
  }

  @Test
  void whatASenderPushedEmptyCanBePulled() {
    Frame.Change empty = new Frame.Change(1, 0, "d", 1, 1, 5, Verdict.QUARANTINED, "");
    assertThat(Frame.read(sent(empty.json()))).isEqualTo(empty);
  }

  @Test
  void aLineOfANewerProtocolIsPassedOnAsItCame() {
    Json.Obj line =
        Json.object().put("type", "a-type-with-a-name-beyond-twenty").put("x", 1).build();
    Frame read = Frame.read(sent(line));
    assertThat(read).isInstanceOf(Frame.Unknown.class);
    assertThat(read.json()).isEqualTo(line);
    assertThat(Frame.isKnown("snapshot")).isTrue();
    assertThat(Frame.isKnown("a-type-with-a-name-beyond-twenty")).isFalse();
  }

  @Test
  void aVerdictOfANewerProtocolIsKeptAndPassedOnWithWhatElseTheLineSays() {
    Json.Obj line =
        new Frame.Change(12, 3, "d", 1, 7, 5, Verdict.APPLIED, "c")
            .json()
            .with("verdict", Json.of("applied-but-held-back-for-a-second-look"))
            .with("lane", Json.texts(List.of("a", "b")));
    Frame.Change read = (Frame.Change) Frame.read(sent(line));
    assertThat(read.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(read.json()).isEqualTo(line);
    assertThat(Frame.read(sent(read.json()))).isEqualTo(read);
    assertThat(Verdict.of("unknown")).isEmpty();
  }

  @Test
  void aJudgementInANewerWordDoesNotStopTheAnswer() {
    Json.Obj answer =
        new PushAnswer(2, 8, 12, 99, List.of(judged(Verdict.APPLIED, Optional.empty())))
            .json()
            .with(
                "verdicts",
                Json.list(
                    List.of(
                        judged(Verdict.APPLIED, Optional.empty())
                            .json()
                            .with("verdict", Json.of("put-by")),
                        judged(Verdict.DUPLICATE, Optional.empty())
                            .json()
                            .with("first", Json.of("put-by")))));
    PushAnswer read = PushAnswer.read(sent(answer));
    assertThat(read.acknowledgedThrough()).isEqualTo(8);
    assertThat(read.verdicts())
        .extracting(Judgement::settled)
        .containsExactly(Verdict.UNKNOWN, Verdict.UNKNOWN);
    assertThat(read.verdicts()).noneMatch(Judgement::isApplied);
  }

  @Test
  void digestsOfIncidentsAreReadBackAsTheyWereSent() {
    IncidentDigests digests =
        new IncidentDigests(
            12,
            List.of(new IncidentDigests.Held(Pen.INCIDENT, 9, 4, HASH)),
            Optional.of(Pen.INCIDENT),
            Optional.of("life-2"));
    assertThat(IncidentDigests.read(sent(digests.json()))).isEqualTo(digests);
    assertThat(IncidentDigests.read(digests.json().with("newer", Json.of(1)))).isEqualTo(digests);
    assertThatThrownBy(
            () ->
                IncidentDigests.read(
                    digests
                        .json()
                        .with("incidents", Json.list(List.of(Json.object().put("n", 1).build())))))
        .isInstanceOfSatisfying(
            WireFault.class, fault -> assertThat(fault.field()).isEqualTo("incidents[0].incident"));
  }

  @Test
  void aFrameThatIsNoneNamesTheMemberAtFault() {
    Json.Obj change = new Frame.Change(12, 3, "d", 1, 7, 5, Verdict.APPLIED, "c").json();
    for (String member : List.of("n", "i", "device", "epoch", "seq", "at", "verdict", "content")) {
      assertThatThrownBy(() -> Frame.read(change.with(member, Json.NULL)))
          .isInstanceOfSatisfying(
              WireFault.class, fault -> assertThat(fault.field()).isEqualTo(member));
    }
    assertThatThrownBy(() -> Frame.read(Json.object().put("type", "evict").build()))
        .isInstanceOf(WireFault.class);
    assertThatThrownBy(() -> Frame.read(Json.EMPTY)).isInstanceOf(WireFault.class);
  }

  private static Judgement judged(Verdict verdict, Optional<Verdict> first) {
    return new Judgement(1, HASH, verdict, first, Optional.empty());
  }

  private static Json sent(Json.Obj message) {
    return Pen.READER.read(message.canonical());
  }
}
