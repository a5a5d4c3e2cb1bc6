package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.Weight;

/** To whom else a child's case goes: each way is asked when its sign is there, and only then. */
class RoutesTest {
  /**
   * @param sign what is answered of the child, as {@code name, value, …}
   * @param kind the referral that answers it
   */
  private record Route(String form, String prompt, String kind, Object... sign) {}

  private static final List<Route> ROUTES =
      List.of(
          new Route(
              "general-incident",
              "prevent",
              "prevent",
              "dob",
              "2012-01-01",
              "exploitationSigns",
              List.of("extremism")),
          new Route(
              "general-incident", "sudden-death", "sudden-death", "hereNow", "yes", "safe", "died"),
          new Route("general-incident", "guardian", "guardian", "offences", List.of("slavery")),
          new Route(
              "child-exploitation",
              "guardian",
              "guardian",
              "atRisk",
              "yes",
              "exploitation",
              List.of("trafficking")),
          new Route(
              "general-incident",
              "private-fostering",
              "private-fostering",
              "stays",
              "friend",
              "privateFostering",
              "yes"),
          new Route(
              "domestic-abuse",
              "missing-education",
              "missing-education",
              "dob",
              "2016-01-01",
              "setting",
              "none"),
          new Route(
              "general-incident",
              "referral-mechanism",
              "mechanism",
              "dob",
              "2012-01-01",
              "exploitationSigns",
              List.of("older")));

  @TestFactory
  Stream<DynamicTest> eachRouteIsAskedWhenItsSignIsThereAndRunsUntilSomebodyTookIt() {
    return ROUTES.stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.form() + ' ' + route.prompt() + ' ' + route.kind(), () -> asked(route)));
  }

  private static void asked(Route route) {
    Scene scene = new Scene(route.form());
    scene.answer("toldAt", "2026-11-20T20:00Z");
    FieldPath child = scene.add("child", "name", "Mia");
    assertThat(scene.prompts()).noneMatch(one -> one.prompt().equals(route.prompt()));
    scene.answer(child, route.sign());
    PromptState asked = scene.prompt(route.prompt(), child);
    assertThat(asked.isOpen()).isTrue();
    assertThat(asked.weight()).isEqualTo(Weight.MUST);
    assertThat(asked.source()).contains(";");

    FieldPath referral = scene.about(child, "referral", "kind", route.kind());
    assertThat(scene.prompt(route.prompt(), child).isSettled()).isTrue();
    assertThat(phase(scene, referral)).as("written is not told").isEqualTo(DutyState.Phase.DUE);
    scene.answer(
        referral,
        "toldWho",
        "K. Shaw, duty worker",
        "toldBy",
        "phone",
        "toldAt",
        "2026-11-20T23:05Z");
    assertThat(phase(scene, referral)).isEqualTo(DutyState.Phase.SETTLED);
  }

  private static DutyState.Phase phase(Scene scene, FieldPath referral) {
    return scene.duties().stream()
        .filter(duty -> duty.duty().equals("referral"))
        .filter(duty -> duty.subject().filter(referral::equals).isPresent())
        .map(DutyState::phase)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChildOfWhomTheCallerSpokeIsEnteredAndTheCallIsWhoSaidSoAndWhen() {
    Scene scene = new Scene("concern-for-child");
    scene.answer("toldAt", "2026-11-20T22:42Z");
    assertThat(Scene.ids(scene.prompts())).doesNotContain("F8 caller-children");
    scene.answer("caller", "A neighbour, 07700 900123");
    assertThat(scene.prompt("caller-children").blocksAuthorisation()).isTrue();
    scene.answer("callerChildren", "yes");
    PromptState enter = scene.prompt("caller-children-entered");
    assertThat(enter.blocksAuthorisation()).isTrue();
    FieldPath child = scene.add("child");
    enter.with().members().forEach((name, value) -> scene.set(child.field(name), value));
    scene.answer(child, "name", "Leo");
    assertThat(scene.prompt("caller-children-entered").isSettled()).isTrue();
    assertThat(scene.open(child))
        .contains("F1 child-whereabouts", "F1 child-check", "F1 child-connection")
        .doesNotContain("F1 child-said-by", "F1 child-said-at");
  }

  @Test
  void whereAChildIsSaidToBeHasSomebodyWhoSaidSoAndATime() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child", "name", "Leo");
    scene.answer(child, "hereNow", "no", "whereabouts", "At his grandmother's in Thetford");
    assertThat(scene.open(child)).contains("F1 child-said-by");
    scene.answer(child, "saidBy", "adult");
    assertThat(scene.open(child)).contains("F1 child-said-at");
    scene.answer(child, "saidAt", "2026-11-20T22:58Z");
    assertThat(scene.open(child)).noneMatch(id -> id.contains("child-said"));
    scene.answer(child, "saidBy", "caller");
    assertThat(scene.open(child)).as("said at a time").noneMatch(id -> id.contains("child-said"));
    Scene unknown = new Scene("domestic-abuse");
    FieldPath other = unknown.add("child", "name", "Leo");
    unknown.answer(other, "hereNow", "no", "saidBy", "caller");
    assertThat(unknown.open(other))
        .as("nobody knows who called, or when")
        .contains("F1 child-said-at");
    unknown.answer(other, "seen", "yes");
    assertThat(unknown.open(other)).as("seen").noneMatch(id -> id.contains("child-said"));
  }

  @Test
  void aChildWhoIsDrawnTowardsExtremismIsNotForThatReferredAsTrafficked() {
    Scene scene = new Scene("general-incident");
    FieldPath child = scene.add("child", "name", "Sam");
    scene.answer(child, "dob", "2012-01-01", "exploitationSigns", List.of("extremism"));
    assertThat(scene.open(child))
        .contains("F26 prevent", "F12 notice")
        .doesNotContain("F26 referral-mechanism", "F26 guardian");
  }

  @Test
  void aChildWhoDiedIsAskedNothingThatOnlyTheLivingAnswerAndTheOthersAreNotified() {
    Scene scene = new Scene("concern-for-child");
    FieldPath died = scene.add("child", "name", "Mia");
    FieldPath brother = scene.add("child", "name", "Leo");
    for (FieldPath child : List.of(died, brother)) {
      scene.answer(child, "dob", "2018-01-01", "livesHere", "yes", "hereNow", "yes");
    }
    assertThat(scene.open(brother)).doesNotContain("F12 notice");
    scene.answer(died, "safe", "died");
    assertThat(scene.open(died))
        .contains("F2 child-death-facts", "F2 sudden-death", "F12 notice")
        .doesNotContain(
            "F2 child-seen",
            "F3 child-spoken",
            "F3 child-return-visit",
            "F4 child-demeanour",
            "F8 child-account",
            "F9 child-stays",
            "F1 child-check");
    assertThat(scene.open(brother)).contains("F12 notice", "F3 child-spoken");

    scene.answer(died, "safe", "yes");
    assertThat(scene.open(died)).as("said and taken back").contains("F19 taken-back.safe");
  }

  @Test
  void aChildInCareWhoMayBeKeptAwayIsAskedAboutForARecoveryOrder() {
    Scene scene = new Scene("missing-child");
    FieldPath child = scene.add("child", "name", "Ella");
    scene.answer(child, "missing", "yes", "factors", List.of("abduction"));
    assertThat(scene.open(child)).doesNotContain("F24 missing-recovery");
    scene.answer(child, "socialCare", List.of("looked-after"));
    assertThat(scene.open(child)).contains("F24 missing-recovery");
    assertThat(scene.prompt("missing-recovery", child).source()).contains("ss.49 and 50");
    scene.answer(child, "recovery", "Norfolk asks the court tonight, says K. Shaw");
    assertThat(scene.open(child)).doesNotContain("F24 missing-recovery");
  }

  @Test
  void aChildTakenDuringPoliceProtectionAsksTheDesignatedOfficerForOne() {
    Scene scene = new Scene("police-protection");
    FieldPath child = scene.add("child", "name", "Tom");
    scene.answer(child, "protected", "yes");
    assertThat(scene.open(child)).doesNotContain("F23 protection-recovery");
    scene.answer(child, "offences", List.of("abduction"));
    assertThat(scene.open(child)).contains("F23 protection-recovery");
  }

  @Test
  void otherVictimsAreEnteredAsChildrenEachWithSomebodyWhoChecks() {
    for (String form : List.of("child-exploitation", "missing-child")) {
      Scene scene = new Scene(form);
      FieldPath child = scene.add("child", "name", "Ella");
      scene.answer(
          child,
          "missing",
          "yes",
          "atRisk",
          "yes",
          "dob",
          "2012-01-01",
          "exploitationSigns",
          List.of("older"));
      // Somebody who is elsewhere for another reason is no answer.
      scene.add("child", "name", "Ida", "livesHere", "no", "hereNow", "no");
      scene.answer("otherVictims", "yes");
      PromptState who = scene.prompt("other-victims-entered");
      assertThat(who.isOpen()).as(form).isTrue();
      FieldPath other =
          scene.add(
              "child",
              who
                  .with()
                  .with("name", uk.seenheard.sync.codec.Json.of("Ivy"))
                  .members()
                  .entrySet()
                  .stream()
                  .flatMap(member -> Stream.of(member.getKey(), member.getValue()))
                  .toArray());
      assertThat(scene.prompt("other-victims-entered").isSettled()).isTrue();
      assertThat(scene.open(other))
          .as(form)
          .contains("F1 child-address", "F1 child-whereabouts", "F1 child-check");
      scene.answer("otherVictims", "unsure");
      assertThat(scene.open()).contains("F26 other-victims-who");
    }
  }

  @Test
  void theDeviceOfAMissingChildIsTakenWithSomebodysAgreement() {
    Scene scene = new Scene("missing-child");
    FieldPath child = scene.add("child", "name", "Ella");
    scene.answer(child, "missing", "yes", "device", "kept");
    assertThat(scene.open(child)).contains("F26 device-consent");
    scene.answer(child, "images", "yes");
    assertThat(scene.open()).contains("F26 images-outcome");
  }

  /** Ten questions that a first check of the law had forgotten: each is asked somewhere. */
  @Test
  void whatWasForgottenIsAsked() {
    Map<String, List<String>> asked =
        Map.of(
            "police-protection",
            List.of(
                "enquiry-answer",
                "protection-order-in-force",
                "protection-order-considered",
                "child-medical-consent",
                "placement-agreed",
                "protection-recovery"),
            "domestic-abuse",
            List.of("unborn-notice", "bail-views", "child-placement-agreed", "child-authorities"),
            "child-exploitation",
            List.of("device-consent", "images-outcome", "guardian", "prevent"),
            "missing-child",
            List.of("device-consent", "images-outcome", "missing-recovery"),
            "child-protection-enquiry",
            List.of("enquiry-intermediary", "child-forensic", "child-evidence"),
            "general-incident",
            List.of("sudden-death", "private-fostering", "adult-trust-told"));
    asked.forEach(
        (form, prompts) ->
            prompts.forEach(
                prompt ->
                    assertThat(Scene.FORMS.get(form).prompt(prompt))
                        .as(form + ' ' + prompt)
                        .isPresent()));
    assertThat(Scene.FORMS.get("concern-for-child").prompt("assault-crime").orElseThrow().source())
        .as("no defence in Wales")
        .contains("(Wales)");
  }
}
