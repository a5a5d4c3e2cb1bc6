package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** The worked cases 6 and 7: as recorded then, and as it should have been. */
class CustodyAndFamilyWorkedCasesTest {
  private static Map<String, DutyState> duties(Scene scene) {
    return Duties.of(scene.record(), scene.form, scene.context()).stream()
        .collect(Collectors.toMap(DutyState::duty, Function.identity(), (one, other) -> one));
  }

  @Test
  void case6TwentyThreeHoursBreachesInOrderAndASleepingReviewSettlesNothing() {
    Scene scene = new Scene("child-in-custody");
    FieldPath girl = scene.add("child", "name", "Joy");
    scene.answer(
        girl,
        "dob",
        "2010-05-01",
        "detained",
        "yes",
        "arrestedAt",
        "2026-11-20T00:10Z",
        "arrivedAt",
        "2026-11-20T00:30Z",
        "authorisedAt",
        "2026-11-20T00:45Z",
        "childKnownAt",
        "2026-11-20T00:30Z",
        "selfHarm",
        "yes",
        "custodyRisk",
        Json.object().put("grade", "standard").put("reasons", "Calm").build(),
        "nurseAt",
        "2026-11-20T07:45Z",
        "adultCalledAt",
        "2026-11-20T17:00Z",
        "adultArrivedAt",
        "2026-11-20T18:30Z",
        "adultWho",
        "A volunteer of the scheme");
    for (String at : List.of("2026-11-20T05:00Z", "2026-11-20T13:00Z")) {
      scene.about(girl, "review", "at", at, "inPerson", "yes", "awake", "no");
    }
    scene.isCase("case-6-recorded");
    assertThat(scene.open(girl))
        .contains(
            "F25 custody-heard",
            "F25 custody-social-care",
            "F25 custody-risk",
            "F25 custody-health",
            "F12 notice",
            "F3 child-spoken");
    Map<String, DutyState> duties = duties(scene);
    assertThat(duties.get("custody-nurse").phase()).isEqualTo(DutyState.Phase.SETTLED_LATE);
    assertThat(duties.get("custody-adult").phase()).isEqualTo(DutyState.Phase.SETTLED_LATE);
    assertThat(duties.get("custody-social-care").phase()).isEqualTo(DutyState.Phase.BREACHED);
    DutyState review = duties.get("custody-heard");
    assertThat(review.phase()).isEqualTo(DutyState.Phase.BREACHED);
    assertThat(review.missed()).isEqualTo(2);
    assertThat(review.done()).isEmpty();
    assertThat(duties.get("custody-24-hours").phase()).isEqualTo(DutyState.Phase.WARNED);
    assertThat(
            Duties.of(scene.record(), scene.form, scene.context()).stream()
                .filter(duty -> duty.due().isPresent())
                .map(duty -> duty.due().getAsLong()))
        .isSorted();
  }

  @Test
  void case6AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("child-in-custody");
    Recording.scene(scene, 0, 1, 1);
    FieldPath girl = Recording.heard(scene, "Joy", "2010-05-01");
    FieldPath mother = Recording.adult(scene, "Ann", "carer");
    Recording.link(scene, mother, girl, "mother");
    scene.answer(
        girl,
        "gender",
        "girl",
        "arrestReason",
        "Shoplifting",
        "necessity",
        "Her name could not be ascertained",
        "welfareToldAt",
        "2026-11-20T16:50Z",
        "welfareToldWho",
        "Ann, her mother",
        "welfareToldBy",
        "phone",
        "adultWho",
        "Ann, her mother, no party to it",
        "careOfWoman",
        "Sgt Lyle",
        "keptWhere",
        "Detention room, not a cell",
        "solicitor",
        "Advised by telephone by M. Roy",
        "stripSearch",
        "no",
        "liaison",
        "Seen at 18:30",
        "exploitationSigns",
        List.of(),
        "detained",
        "yes",
        "arrestedAt",
        "2026-11-20T16:10Z",
        "arrivedAt",
        "2026-11-20T16:30Z",
        "authorisedAt",
        "2026-11-20T16:45Z",
        "childKnownAt",
        "2026-11-20T16:30Z",
        "selfHarm",
        "yes",
        "health",
        "Asthma: inhaler with her; depression",
        "custodyRisk",
        Json.object().put("grade", "high").put("reasons", "Self-harm last week").build(),
        "nurseAt",
        "2026-11-20T17:30Z",
        "adultCalledAt",
        "2026-11-20T16:40Z",
        "adultArrivedAt",
        "2026-11-20T18:00Z",
        "socialCareToldAt",
        "2026-11-20T17:00Z",
        "socialCareToldWho",
        "K. Shaw, duty social worker",
        "socialCareToldBy",
        "phone",
        "bailRefused",
        "no",
        "releasedAt",
        "2026-11-20T23:10Z",
        "releasedTo",
        "Her mother");
    scene.about(
        girl,
        "review",
        "at",
        "2026-11-20T22:00Z",
        "inPerson",
        "yes",
        "awake",
        "yes",
        "by",
        "Insp. 4, no part of the case",
        "adult",
        "yes",
        "said",
        "I want to go home");
    scene.answer("indicators", List.of()).answer("risk", Recording.risk("high"));
    Recording.notice(scene, girl);

    scene.isCase("case-6-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
    assertThat(Duties.of(scene.record(), scene.form, scene.context()))
        .extracting(DutyState::phase)
        .filteredOn(phase -> phase == DutyState.Phase.BREACHED)
        .isEmpty();
  }

  @Test
  void case7WellHandledAsksAboutExploitationAndThenLeavesNothingOpen() {
    Scene scene = new Scene("domestic-abuse");
    Recording.scene(scene, 1, 1, 2);
    FieldPath girl = Recording.heard(scene, "Kit", "2011-03-01");
    FieldPath mother = Recording.adult(scene, "Ann", "victim");
    FieldPath male = Recording.adult(scene, "Rob", "other");
    Recording.link(scene, mother, girl, "mother");
    Recording.link(scene, male, girl, "friend");
    scene.answer(girl, "effect", List.of("intervened"));
    scene
        .answer("indicators", List.of("assault", "drugs"))
        .answer("risk", Recording.risk("medium"));
    Recording.crime(scene, "assault");
    Recording.crime(scene, "drugs");
    Recording.notice(scene, girl);
    scene.answer(girl, "roles", List.of("suspect"), "childToParent", "Youth offending service");
    Recording.told(scene, girl, "encompass");
    Recording.told(scene, girl, "social-care");
    scene.add(
        "action",
        "what",
        "Abduction warning notice on Rob",
        "owner",
        "DC 9",
        "due",
        "2026-11-22T12:00Z");

    scene.isCase("case-7-recorded");
    assertThat(scene.open()).containsExactly("F26 child-exploitation-signs");
    scene.answer(girl, "exploitationSigns", List.of("older", "drugs"));
    assertThat(scene.open())
        .containsExactly(
            "F26 child-exploitation-what", "F10 child-nationality", "F26 referral-mechanism");
    scene.answer(girl, "exploitationWhat", "Rob, 29, gives her cannabis", "nationality", "British");
    assertThat(scene.open()).containsExactly("F26 referral-mechanism");
    Recording.told(scene, girl, "mechanism");

    scene.isCase("case-7-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
  }
}
