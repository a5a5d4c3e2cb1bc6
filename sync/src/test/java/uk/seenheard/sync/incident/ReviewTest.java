package uk.seenheard.sync.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** The states of a review (PROTOCOL.md, section 3, rule 4). */
class ReviewTest {
  private final Pen officer = new Pen("PC 101");
  private final Pen colleague = new Pen("PC 202");
  private final Pen supervisor = new Pen("PS 303");
  private final List<Change> changes = new ArrayList<>();

  @Test
  void nobodySubmittedIsRecording() {
    take(officer.write(Pen.set("place", "kitchen")));
    assertThat(state()).isEqualTo(ReviewState.RECORDING);
    assertThat(state().waits()).isFalse();
  }

  @Test
  void aSubmissionWaitsUntilADecisionNamesIt() {
    take(officer.write(Pen.act("submit")));
    assertThat(state()).isEqualTo(ReviewState.SUBMITTED);
    assertThat(state().waits()).isTrue();

    take(supervisor.write(Pen.act("return", over())));
    assertThat(state()).isEqualTo(ReviewState.RETURNED);
    assertThat(review().returns()).hasSize(1);

    take(officer.write(Pen.act("submit", over())));
    assertThat(state()).isEqualTo(ReviewState.SUBMITTED);
    authorise();
    assertThat(state()).isEqualTo(ReviewState.AUTHORISED);
    assertThat(review().authorisations()).hasSize(1);
  }

  @Test
  void aNudgeIsReadUntilWhatItLookedAtGoesOnAndMovesNoState() {
    take(supervisor.write(nudge("Begin")));
    assertThat(review().notes()).extracting(ReturnNote::words).containsExactly("Begin");
    take(officer.write(Pen.act("submit")));
    assertThat(review().nudges()).isEmpty();

    take(supervisor.write(Pen.act("return", over())));
    take(supervisor.write(nudge("Now", over())));
    take(supervisor.write(nudge(" ", over())));
    assertThat(state()).isEqualTo(ReviewState.RETURNED);
    assertThat(review().nudges()).hasSize(2);
    assertThat(review().notes())
        .filteredOn(ReturnNote::nudges)
        .extracting(ReturnNote::words)
        .containsExactly("Now");

    // The officer's clock is behind the supervisor's: that decides nothing.
    take(officer.write(Pen.act("submit", over())));
    assertThat(review().nudges()).isEmpty();
    take(supervisor.write(nudge("And?", over())));
    assertThat(review().notes()).extracting(ReturnNote::words).containsExactly("And?");
    assertThat(state()).isEqualTo(ReviewState.SUBMITTED);
  }

  private static Operation nudge(String words, OperationId... over) {
    return Pen.act("decide-nudged", Json.object().put("words", words).build(), over);
  }

  @Test
  void aSubmissionThatTheDecisionHadNotSeenStillWaits() {
    take(officer.write(Pen.act("submit")));
    OperationId[] seen = over();
    take(colleague.write(Pen.act("submit")));
    take(supervisor.write(Pen.act("return", seen)));

    assertThat(state()).isEqualTo(ReviewState.SUBMITTED);
    assertThat(review().standing()).hasSize(2);
  }

  @Test
  void aLateAnswerMakesAnAuthorisationLapse() {
    take(officer.write(Pen.set("place", "kitchen"), Pen.act("submit")));
    authorise();
    take(colleague.write(Pen.set("place", "hall")));

    assertThat(state()).isEqualTo(ReviewState.CHANGED);
    assertThat(state().waits()).isTrue();
    authorise();
    assertThat(state()).isEqualTo(ReviewState.AUTHORISED);
    assertThat(review().authorisations()).hasSize(2);
  }

  @Test
  void aLateSubmissionAfterAnAuthorisationIsAChange() {
    take(officer.write(Pen.act("submit")));
    authorise();
    take(colleague.write(Pen.act("submit")));

    assertThat(state()).isEqualTo(ReviewState.CHANGED);
  }

  @Test
  void aReviewActAfterwardsDoesNotMakeAnAuthorisationLapse() {
    take(officer.write(Pen.act("submit")));
    authorise();
    take(supervisor.write(Pen.act("accept-reason")));

    assertThat(state()).isEqualTo(ReviewState.AUTHORISED);
  }

  @Test
  void aReturnBesideAnAuthorisationReturns() {
    take(officer.write(Pen.act("submit")));
    OperationId[] seen = over();
    take(supervisor.write(Pen.act("return", seen)));
    Json.Obj with = Json.object().put("captured", record().captured().hex()).build();
    take(new Pen("PS 404").write(Pen.act("authorise", with, seen)));

    assertThat(state()).isEqualTo(ReviewState.RETURNED);
  }

  @Test
  void anAuthorisationThatNamesNothingCapturedIsNone() {
    take(officer.write(Pen.act("submit")));
    take(supervisor.write(Pen.act("authorise", over())));

    assertThat(state()).isEqualTo(ReviewState.CHANGED);
  }

  private void take(Change change) {
    changes.add(change);
  }

  private void authorise() {
    Json.Obj with = Json.object().put("captured", record().captured().hex()).build();
    take(supervisor.write(Pen.act("authorise", with, over())));
  }

  private OperationId[] over() {
    return review().over().toArray(new OperationId[0]);
  }

  private IncidentRecord record() {
    return Fold.of(Pen.INCIDENT, changes, Pen.DIGESTS);
  }

  private Review review() {
    return Review.of(record());
  }

  private ReviewState state() {
    return review().state();
  }
}
