package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;
import uk.seenheard.sync.reading.Days;

/** Grades of risk: the graver one acts, and none goes down without a reason. */
class RiskTest {
  @ParameterizedTest
  @CsvSource({
    "domestic-abuse, risk, risk-lowered",
    "concern-for-child, risk, risk-lowered",
    "concern-for-child, domesticRisk, domestic-risk-lowered"
  })
  void aLowerGradeThanBeforeNeedsItsReason(String form, String field, String prompt) {
    Scene scene = new Scene(form);
    if (field.equals("domesticRisk")) {
      scene.answer("domesticToo", "yes");
    }
    scene.answer(field, Recording.risk("high"));
    assertThat(scene.open()).noneMatch(open -> open.endsWith(prompt));
    scene.answer(field, Recording.risk("medium"));
    assertThat(scene.prompt(prompt).isOpen()).isTrue();
    assertThat(scene.prompt(prompt).blocksAuthorisation()).isTrue();
    Json.Obj medium = (Json.Obj) Recording.risk("medium");
    scene.answer(field, medium.with("rationale", Json.of("The suspect is in custody")));
    assertThat(scene.prompt(prompt).isSettled()).isTrue();
  }

  @Test
  void aLowerGradeInCustodyNeedsItsReason() {
    Scene scene = new Scene("child-in-custody");
    FieldPath girl = scene.add("child");
    scene.answer(girl, "detained", "yes", "custodyRisk", Recording.risk("high"));
    scene.answer(girl, "custodyRisk", Recording.risk("standard"));
    assertThat(scene.prompt("custody-risk-lowered", girl).isOpen()).isTrue();
  }

  @Test
  void twoGradesThatStandAgainstEachOtherAreNoDowngradeAndTheGraverActs() {
    Scene scene = new Scene("missing-child");
    FieldPath girl = scene.add("child");
    scene.answer(girl, "missing", "yes", "reportedAt", "2026-11-20T23:00Z");
    scene.setBlind(girl.field("grade"), Recording.risk("high"));
    scene.as("pc.2").setBlind(girl.field("grade"), Recording.risk("low"));
    assertThat(scene.open(girl)).doesNotContain("F24 missing-grade-lowered");
    assertThat(
            Duties.of(scene.record(), scene.form, scene.context()).stream()
                .filter(duty -> duty.duty().equals("missing-deploy"))
                .map(duty -> duty.due().orElseThrow()))
        .containsExactly(Days.moment("2026-11-20T23:15Z").getAsLong());
  }

  @Test
  void aNoticeThatBecomesLessUrgentNeedsItsReason() {
    Scene scene = new Scene("general-incident");
    FieldPath child = scene.add("child");
    FieldPath notice = scene.about(child, "referral", "kind", "ppn");
    scene.answer(notice, "grade", "red");
    scene.answer(notice, "grade", "green");
    assertThat(scene.prompt("notice-grade-lowered", notice).isOpen()).isTrue();
    scene.answer(notice, "gradeWhy", "The father moved out");
    assertThat(scene.prompt("notice-grade-lowered", notice).isSettled()).isTrue();
    scene.answer(notice, "grade", "red");
    assertThat(scene.open(notice)).doesNotContain("F15 notice-grade-lowered");
  }

  @Test
  void theThirdNoticeInThreeMonthsDoesNotStayGreenWithoutAReason() {
    Scene scene = new Scene("general-incident");
    FieldPath child = scene.add("child");
    FieldPath notice = scene.about(child, "referral", "kind", "ppn");
    scene.answer(notice, "grade", "green");
    assertThat(scene.open(child)).doesNotContain("F14 notice-grade-too-low");
    scene.knowing(scene.context().knowing(child, "lowNotices3Months", Json.of(2)));
    assertThat(scene.open(child)).contains("F14 notice-grade-too-low");
    scene.answer(notice, "grade", "amber");
    assertThat(scene.open(child)).doesNotContain("F14 notice-grade-too-low");
  }

  @Test
  void aMissingChildIsAtLeastMediumUnlessAnInspectorAgreesToLess() {
    Scene scene = new Scene("missing-child");
    FieldPath girl = scene.add("child");
    Json.Obj low = (Json.Obj) Recording.risk("low");
    scene.answer(girl, "dob", "2011-01-01", "missing", "yes", "grade", low);
    assertThat(scene.open(girl)).contains("F24 missing-grade-too-low", "F12 notice");
    scene.answer(girl, "grade", low.with("rationale", Json.of("At her aunt's, seen by us")));
    assertThat(scene.open(girl)).as("without an inspector").contains("F24 missing-grade-too-low");
    scene.answer(
        girl,
        "grade",
        low.with("rationale", Json.of("At her aunt's")).with("inspector", Json.of("Insp. 7")));
    assertThat(scene.open(girl)).doesNotContain("F24 missing-grade-too-low");
    scene.answer(girl, "grade", Recording.risk("medium"), "factors", List.of("medicine"));
    assertThat(scene.open(girl)).as("needs medicine to live").contains("F24 missing-grade-too-low");
    scene.answer(girl, "grade", Recording.risk("absent"));
    assertThat(scene.open(girl)).as("absent is imported only").contains("F24 missing-grade");
  }

  @Test
  void theTextsOfALicensedAssessmentComeFromTheForceAndTheFormWorksWithoutThem() {
    Json.Obj texts = Json.object().put("dash.1", "First question as licensed").build();
    Map<String, Form> forms = new LinkedHashMap<>();
    ShippedForms.read(
            Scene::file, Scene.READER, Optional.of(Json.object().put("texts", texts).build()))
        .forEach(form -> forms.put(form.id(), form));
    assertThat(forms.get("domestic-abuse").texts())
        .containsEntry("dash.1", "First question as licensed");

    Scene scene = new Scene(forms.get("domestic-abuse"));
    Json.Obj answers = Json.object().put("dash.1", "yes").build();
    scene.answer(
        "risk",
        Json.object().put("grade", "high").put("tool", "dash").put("answers", answers).build());
    assertThat(scene.prompt("risk").isSettled()).isTrue();
    Scene without = new Scene("domestic-abuse");
    assertThat(without.form.texts()).isEmpty();
    without.answer("risk", Recording.risk("high"));
    assertThat(without.prompt("risk").isSettled()).isTrue();
  }
}
