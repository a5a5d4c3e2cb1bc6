package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.FootageNote;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/** Each officer who attended says for themselves whether their camera was on. */
class CameraTest {
  private final Scene scene = new Scene("domestic-abuse").as("pc.1").answer("place", "hall");

  private PromptState camera(String officer) {
    return scene.prompts().stream()
        .filter(one -> one.prompt().equals("camera." + officer))
        .findFirst()
        .orElseThrow();
  }

  private void colleague() {
    scene.as("pc.2").answer("happened", "2026-11-20T22:40Z");
  }

  private FieldPath attended(String officer, String recording) {
    return scene.as(officer).add(Incident.ATTENDANCE, "recording", recording);
  }

  private OperationId why(String officer, String code, String words) {
    return scene.set(
        new FieldPath("reason.camera." + officer),
        Json.object().put("code", code).put("words", words).build());
  }

  @Test
  void whoeverWroteAtAHandsetIsAskedAndNobodyElse() {
    colleague();
    scene.as("server").set(new FieldPath("reference"), "AS-1");
    assertThat(scene.prompts())
        .extracting(PromptState::prompt)
        .filteredOn(prompt -> prompt.startsWith("camera"))
        .contains("camera.pc.1", "camera.pc.2");
  }

  @Test
  void oneOfficersAnswerIsNotTheOthers() {
    colleague();
    attended("pc.1", "all");
    assertThat(camera("pc.1").isSettled()).isTrue();
    assertThat(camera("pc.2").isOpen()).isTrue();
    assertThat(camera("pc.2").blocksAuthorisation()).isTrue();
  }

  @Test
  void aClipThatSomebodyTypedSettlesNothing() {
    scene.add("footage", "clip", "see axon");
    assertThat(camera("pc.1").isOpen()).isTrue();
  }

  @Test
  void nobodyAnswersForAColleague() {
    colleague();
    scene.as("pc.1").add(Incident.ATTENDANCE, "recording", "all", "person", "pc.2");
    assertThat(camera("pc.2").isOpen()).isTrue();

    FieldPath theirs = attended("pc.2", "no");
    scene.as("pc.1").answer(theirs, "recording", "all");
    assertThat(camera("pc.2").isOpen()).isTrue();
    assertThat(camera("pc.2").fault()).isPresent();
  }

  @Test
  void whatWasNotRecordedStandsInTheWayUntilItsReasonIsAccepted() {
    for (String recording : List.of("part", "no")) {
      Scene other = new Scene("domestic-abuse").as("pc.1").answer("place", "hall");
      other.add(Incident.ATTENDANCE, "recording", recording);
      PromptState open = asked(other);
      assertThat(open.isOpen()).isTrue();
      assertThat(open.asks()).isPresent();
      assertThat(open.reasonField()).isEqualTo(new FieldPath("reason.camera.pc.1"));

      OperationId reason =
          other.set(
              open.reasonField(),
              Json.object().put("code", "battery").put("words", "Flat since ten").build());
      assertThat(asked(other).status())
          .isEqualTo(
              new Status.Excused(reason, "battery", "Flat since ten", Optional.empty(), false));
      assertThat(asked(other).blocksAuthorisation()).isTrue();
      other.decide("refuse-reason", open, reason);
      assertThat(asked(other).blocksAuthorisation()).isTrue();
      other.decide("accept-reason", open, reason);
      assertThat(asked(other).blocksAuthorisation()).isFalse();
    }
  }

  private static PromptState asked(Scene scene) {
    return scene.prompts().stream()
        .filter(one -> one.prompt().equals("camera.pc.1"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReasonThatNeedsWordsIsNoneWithoutThem() {
    attended("pc.1", "no");
    why("pc.1", "forgot", "");
    assertThat(camera("pc.1").isOpen()).isTrue();
    assertThat(camera("pc.1").fault()).isPresent();
    why("pc.1", "not-issued", "");
    assertThat(camera("pc.1").isOpen()).isFalse();
  }

  @Test
  void anOfficerMayPutTheirOwnAnswerRight() {
    FieldPath mine = attended("pc.1", "no");
    scene.answer(mine, "recording", "all");
    assertThat(camera("pc.1").isSettled()).isTrue();
  }

  private void noted(String officer, String state) {
    scene
        .as("server-1")
        .put(
            new Operation.Act(
                Act.FOOTAGE_NOTED.word(),
                Optional.empty(),
                Json.object().put("state", state).put("person", officer).build(),
                List.of(),
                scene.record().frontier()));
  }

  @Test
  void whoIsIssuedNoCameraOwesNoAnswer() {
    noted("pc.1", FootageNote.NOT_ISSUED);
    assertThat(camera("pc.1").isSettled()).isTrue();
    noted("pc.1", FootageNote.MISSING);
    assertThat(camera("pc.1").isOpen()).as("they were issued one since").isTrue();
  }

  private Ruling decided(String by, String word) {
    PromptState asked = camera("pc.1");
    Operation act =
        new Operation.Act(
            word,
            Optional.empty(),
            Json.object()
                .put("prompt", asked.prompt())
                .put("op", ((Status.Excused) asked.status()).reason().toString())
                .build(),
            List.of(),
            scene.record().frontier());
    return ReviewRules.judge(
        List.of(act), new Reviewer(by, true, true), Incident.of(scene.record()), List.of());
  }

  @Test
  void nobodyAcceptsWhyTheirOwnCameraWasNotOn() {
    attended("pc.1", "no");
    why("pc.1", "forgot", "In a hurry");
    for (String word : List.of("accept-reason", "refuse-reason")) {
      assertThat(decided("pc.1", word)).isInstanceOf(Ruling.Refused.class);
      assertThat(((Ruling.Refused) decided("pc.1", word)).sentence())
          .contains("another supervisor");
      assertThat(decided("ps.1", word)).isInstanceOf(Ruling.Allowed.class);
    }
  }
}
