package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;

/** The worked cases of the inspection: as recorded then, and as it should have been. */
class WorkedCasesTest {

  @Test
  void case1ScreamingNextDoorAsRecordedNamesWhatIsMissing() {
    Scene scene = new Scene("concern-for-child");
    scene
        .answer("place", "14 Elm Row")
        .answer("happened", "2026-11-20T21:05Z")
        .answer("reported", List.of("crying", "violence"))
        .answer("childrenLiving", 1)
        .answer("childrenHere", 1)
        .answer("account", "She has an ear infection and screams when it hurts")
        .answer("accountBy", "Both parents");
    FieldPath child = scene.add("child");
    scene.answer(
        child,
        "name",
        "Ruby",
        "dob",
        "2021-03-02",
        "livesHere",
        "yes",
        "hereNow",
        "yes",
        "seen",
        "yes",
        "safe",
        "yes",
        "injury",
        "no");

    scene.isCase("case-1-recorded");
    assertThat(scene.open(child))
        .contains(
            "F3 child-spoken",
            "F8 child-account",
            "F4 child-demeanour",
            "F6 child-effect",
            "F12 notice");
    assertThat(scene.open())
        .contains(
            "F8 account-fits",
            "F8 social-care-check",
            "F22 assault-crime",
            "F22 indicators",
            "F15 risk",
            "F9 adults-here");
    assertThat(scene.prompt("notice", child).blocksAuthorisation()).isTrue();
    assertThat(scene.prompt("child-seen", child).isSettled()).isTrue();
  }

  @Test
  void case1AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("concern-for-child");
    Recording.scene(scene, 1, 1, 2);
    FieldPath child = Recording.child(scene, "Ruby", "2021-03-02");
    FieldPath mother = Recording.adult(scene, "Ann", "carer");
    FieldPath father = Recording.adult(scene, "Bob", "carer");
    Recording.link(scene, mother, child, "mother");
    Recording.link(scene, father, child, "father");
    Recording.voice(scene, child, "Daddy was cross. My ear hurts.");
    Recording.school(scene, child);
    scene
        .answer("reported", List.of("crying", "violence"))
        .answer("account", "She has an ear infection")
        .answer("accountBy", "Both parents")
        .answer("accountFits", "unsure")
        .answer("socialCareCheck", "known")
        .answer("socialCareResult", "Closed case in 2024; spoke to the duty worker")
        .answer("neglect", List.of())
        .answer("indicators", List.of("assault-child"))
        .answer("risk", Recording.risk("medium"));
    scene.answer(child, "offences", List.of("assault-child"));
    Recording.crime(scene, child, "assault-child");
    Recording.discussion(scene, child);
    Recording.notice(scene, child);

    scene.isCase("case-1-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
  }

  @Test
  void case2BabyAndSixYearOldAsRecordedNamesWhatIsMissing() {
    Scene scene = new Scene("domestic-abuse");
    Recording.scene(scene, 2, 2, 2);
    FieldPath baby = scene.add("child");
    scene.answer(
        baby,
        "name",
        "Baby",
        "dob",
        "2026-04-12",
        "livesHere",
        "yes",
        "hereNow",
        "yes",
        "seen",
        "yes",
        "injury",
        "yes",
        "injuryWhat",
        "Bruise on the left cheek",
        "medical",
        "ambulance");
    FieldPath six = scene.add("child");
    scene.answer(
        six,
        "name",
        "Mia",
        "dob",
        "2020-05-01",
        "livesHere",
        "yes",
        "hereNow",
        "yes",
        "seen",
        "yes");
    FieldPath suspect = Recording.adult(scene, "Carl", "suspect");
    scene.answer(suspect, "bailConditions", "yes", "bailed", "here");
    Recording.adult(scene, "Dee", "victim");

    scene.isCase("case-2-recorded");
    assertThat(scene.open(six))
        .contains(
            "F3 child-spoken",
            "F4 child-demeanour",
            "F7 encompass",
            "F12 notice",
            "F6 child-effect");
    assertThat(scene.open(baby))
        .contains(
            "F4 child-demeanour",
            "F4 child-interaction-baby",
            "F2 child-medical-baby",
            "F7 encompass-early-years",
            "F21 strategy",
            "F12 notice")
        .doesNotContain("F3 child-spoken", "F7 encompass");
    assertThat(scene.open(suspect)).contains("F9 bail-against-conditions");
    assertThat(scene.open()).contains("F18 risk", "F22 indicators");
  }

  @Test
  void case2AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("domestic-abuse");
    Recording.scene(scene, 2, 2, 2);
    FieldPath baby = Recording.child(scene, "Baby", "2026-04-12");
    scene.answer(
        baby,
        "injury",
        "yes",
        "injuryWhat",
        "Bruise on the left cheek",
        "mobile",
        "no",
        "injuryKind",
        List.of("unexplained"),
        "offences",
        List.of("assault-child"),
        "medical",
        "child-protection",
        "medicalConsent",
        "The mother, with the paediatrician",
        "explanation",
        "Fell against the cot",
        "explanationBy",
        "The mother",
        "setting",
        "none",
        "effect",
        List.of("saw", "hurt"));
    Recording.discussion(scene, baby);
    Recording.notice(scene, baby);
    Recording.told(scene, baby, "encompass-early-years");
    FieldPath six = Recording.child(scene, "Mia", "2020-05-01");
    Recording.voice(scene, six, "Daddy shouted and Mummy fell. I hid.");
    Recording.school(scene, six);
    Recording.notice(scene, six);
    Recording.told(scene, six, "encompass");
    FieldPath suspect = Recording.adult(scene, "Carl", "suspect");
    scene.answer(
        suspect,
        "bailConditions",
        "yes",
        "bailed",
        "elsewhere",
        "orderTerms",
        "Bail: not to go to Elm Row",
        "bailViews",
        "She is afraid of him; Mia through her teacher: not at home");
    FieldPath victim = Recording.adult(scene, "Dee", "victim");
    for (FieldPath child : List.of(baby, six)) {
      Recording.link(scene, suspect, child, "father");
      Recording.link(scene, victim, child, "mother");
    }
    scene.answer("indicators", List.of("assault", "assault-child"));
    Recording.crime(scene, "assault");
    Recording.crime(scene, baby, "assault-child");
    Recording.told(scene, baby, "social-care");
    scene.about(victim, "referral", Recording.told("marac"));
    Recording.discussion(scene, six);
    scene.answer("risk", Recording.risk("high"));

    scene.isCase("case-2-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
  }
}
