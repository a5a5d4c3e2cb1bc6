package uk.seenheard.sync.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.Hash;

class PushDecisionTest {
  private static final String DEVICE = "d-1";
  private final PushDecision decision = new PushDecision(Pen.DIGESTS);
  private final Hash a = hash("a");
  private final Hash b = hash("b");
  private final Hash c = hash("c");

  @Test
  void aFirstRunIsAppended() {
    PushOutcome.Continues told = continues(run(1, 1, start(1), a, b), none(), List.of(), Map.of());

    assertThat(told.append()).isEqualTo(2);
    assertThat(told.verdicts()).extracting(Judgement::verdict).containsOnly(Verdict.APPLIED);
    assertThat(told.verdicts()).extracting(Judgement::seq).containsExactly(1L, 2L);
  }

  @Test
  void aChangeThatIsRuledOutGoesToQuarantineAndBlocksNothing() {
    Run run = run(1, 1, start(1), a, b);
    PushOutcome.Continues told =
        (PushOutcome.Continues)
            decision.decide(
                run, none(), List.of(), List.of(Optional.of("forged"), Optional.empty()), Map.of());

    assertThat(told.verdicts())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.QUARANTINED, Verdict.APPLIED);
    assertThat(told.verdicts().get(0).reason()).contains("forged");
  }

  @Test
  void replayedPushReturnsTheFirstVerdict() {
    Run run = run(1, 1, start(1), a, b);
    PushOutcome.Continues told =
        continues(
            run,
            held(1, 2, run.head()),
            List.of(known(1, a, Verdict.QUARANTINED), known(2, b, Verdict.APPLIED)),
            Map.of());

    assertThat(told.append()).isZero();
    assertThat(told.verdicts()).extracting(Judgement::verdict).containsOnly(Verdict.DUPLICATE);
    assertThat(told.verdicts())
        .extracting(judgement -> judgement.first().orElseThrow())
        .containsExactly(Verdict.QUARANTINED, Verdict.APPLIED);
  }

  @Test
  void aRunWithOtherBatchBoundariesIsTrimmedToWhatIsNew() {
    Hash head = run(1, 1, start(1), a, b).head();
    Run longer = run(1, 2, run(1, 1, start(1), a).head(), b, c);

    PushOutcome.Continues told =
        continues(longer, held(1, 2, head), List.of(known(2, b, Verdict.APPLIED)), Map.of());

    assertThat(told.append()).isEqualTo(1);
    assertThat(told.verdicts())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.DUPLICATE, Verdict.APPLIED);
  }

  @Test
  void aHoleIsToBeSentAgain() {
    assertThat(decide(run(1, 3, start(1), a), held(1, 1, b), List.of(), Map.of()))
        .isEqualTo(new PushOutcome.ResendFrom(1, 2));
    assertThat(decide(run(2, 2, start(2), a), held(1, 5, b), List.of(), Map.of()))
        .isEqualTo(new PushOutcome.ResendFrom(2, 1));
  }

  @Test
  void anotherChangeAtAHeldPositionIsAFork() {
    Hash head = run(1, 1, start(1), a).head();
    assertThat(
            decide(
                run(1, 1, start(1), b),
                held(1, 1, head),
                List.of(known(1, a, Verdict.APPLIED)),
                Map.of()))
        .isEqualTo(new PushOutcome.Forked(1));
  }

  @Test
  void aPastThatIsNotTheLogsIsAFork() {
    Hash head = run(1, 1, start(1), a).head();
    assertThat(decide(run(1, 2, c, b), held(1, 1, head), List.of(), Map.of()))
        .isEqualTo(new PushOutcome.Forked(1));
    assertThat(decide(run(1, 1, c, b), none(), List.of(), Map.of()))
        .isEqualTo(new PushOutcome.Forked(0));
  }

  @Test
  void anEarlierEpochIsAFork() {
    assertThat(decide(run(1, 1, start(1), a), held(2, 1, b), List.of(), Map.of()))
        .isEqualTo(new PushOutcome.Forked(2));
  }

  @Test
  void aLaterEpochReplaysAndWhatTheLogHasTakesEffectOnce() {
    PushOutcome.Continues told =
        continues(
            run(2, 1, start(2), a, b),
            held(1, 1, c),
            List.of(),
            Map.of(a, known(1, a, Verdict.APPLIED)));

    assertThat(told.append()).isEqualTo(2);
    assertThat(told.verdicts())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.DUPLICATE, Verdict.APPLIED);
  }

  @Test
  void theSameChangeTwiceInARunTakesEffectOnce() {
    PushOutcome.Continues told = continues(run(1, 1, start(1), a, a), none(), List.of(), Map.of());

    assertThat(told.verdicts())
        .extracting(Judgement::verdict)
        .containsExactly(Verdict.APPLIED, Verdict.DUPLICATE);
  }

  /** A position that replayed an earlier epoch's change holds no verdict of its own. */
  @Test
  void aReplayedReplayReturnsTheFirstVerdict() {
    Run run = run(2, 1, start(2), a);
    PushOutcome.Continues told =
        continues(
            run,
            held(2, 1, run.head()),
            List.of(known(1, a, Verdict.DUPLICATE)),
            Map.of(a, known(7, a, Verdict.APPLIED)));

    assertThat(told.verdicts().get(0).first()).contains(Verdict.APPLIED);
    assertThat(told.verdicts().get(0).isApplied()).isTrue();
  }

  @Test
  void anOverlapThatLacksPositionsIsAMistakeOfTheCaller() {
    Run run = run(1, 1, start(1), a);
    assertThatThrownBy(() -> decide(run, held(1, 1, run.head()), List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private PushOutcome decide(
      Run run, DeviceChain chain, List<KnownPosition> overlap, Map<Hash, KnownPosition> known) {
    List<Optional<String>> rulings = new ArrayList<>();
    run.changes().forEach(change -> rulings.add(Optional.empty()));
    return decision.decide(run, chain, overlap, rulings, known);
  }

  private PushOutcome.Continues continues(
      Run run, DeviceChain chain, List<KnownPosition> overlap, Map<Hash, KnownPosition> known) {
    return (PushOutcome.Continues) decide(run, chain, overlap, known);
  }

  private static Run run(int epoch, long from, Hash previous, Hash... changes) {
    return Run.of(DEVICE, epoch, from, previous, List.of(changes), Pen.DIGESTS);
  }

  private static Hash start(int epoch) {
    return Chain.start(DEVICE, epoch, Pen.DIGESTS);
  }

  private static DeviceChain none() {
    return DeviceChain.none(DEVICE, Pen.DIGESTS);
  }

  private static DeviceChain held(int epoch, long seq, Hash head) {
    return new DeviceChain(DEVICE, epoch, seq, head);
  }

  private static KnownPosition known(long seq, Hash hash, Verdict verdict) {
    return new KnownPosition(seq, hash, verdict, Optional.empty());
  }

  private static Hash hash(String text) {
    return Hash.of(text, Pen.DIGESTS);
  }
}
