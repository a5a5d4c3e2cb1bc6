package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/** The worked cases 3 to 5: as recorded then, and as it should have been. */
class MissingAndProtectedWorkedCasesTest {
  private static final long HOUR = 3_600_000L;

  private static Map<String, DutyState> duties(Scene scene) {
    return scene.duties().stream()
        .collect(Collectors.toMap(DutyState::duty, Function.identity(), (one, other) -> one));
  }

  private static Json grade(String grade, String... more) {
    Json.Obj register =
        Json.object().put("grade", grade).put("reasons", "Age 13, no money, no coat").build();
    for (int i = 0; i < more.length; i += 2) {
      register = register.with(more[i], Json.of(more[i + 1]));
    }
    return register;
  }

  @Test
  void case3BlackmailAndMissingAsRecordedNamesWhatIsMissing() {
    Scene scene = new Scene("missing-child");
    scene.answer("indicators", List.of("blackmail", "indecent-images"));
    FieldPath girl = scene.add("child", "name", "Ella");
    scene.answer(
        girl,
        "dob",
        "2013-02-01",
        "livesHere",
        "yes",
        "hereNow",
        "no",
        "whereabouts",
        "Not known",
        "missing",
        "yes",
        "reportedAt",
        "2026-11-20T20:00Z",
        "deployedAt",
        "2026-11-20T21:20Z",
        "grade",
        grade("medium"),
        "images",
        "yes",
        "device",
        "with-child",
        "returnedAt",
        "2026-11-20T23:00Z");

    scene.isCase("case-3-recorded");
    assertThat(scene.open(girl))
        .contains(
            "F24 thrive",
            "F24 missing-grade-too-low",
            "F26 device-why",
            "F26 images-done",
            "F26 self-harm",
            "F24 inspector-alerted",
            "F24 return-interview-held",
            "F24 prevention-interview",
            "F12 notice",
            "F3 child-spoken");
    assertThat(scene.open())
        .contains("F22 crime.blackmail", "F22 crime.indecent-images", "F26 other-victims");
    DutyState deploy = duties(scene).get("missing-deploy");
    assertThat(deploy.phase()).isEqualTo(DutyState.Phase.SETTLED_LATE);
    assertThat(duties(scene).get("return-interview").phase()).isEqualTo(DutyState.Phase.DUE);
  }

  @Test
  void case3AHighGradeWithoutSpecialistSupervisionAsksForIt() {
    Scene scene = new Scene("missing-child");
    FieldPath girl = scene.add("child");
    scene.answer(girl, "missing", "yes", "grade", grade("high"));
    assertThat(scene.open(girl)).contains("F24 missing-supervision");
    scene.answer(girl, "grade", grade("medium"));
    assertThat(scene.open(girl)).contains("F24 missing-grade-lowered");
    scene.answer(
        girl,
        "grade",
        grade("medium", "rationale", "Seen on the bus home", "inspector", "Insp. 7"));
    assertThat(scene.prompt("missing-grade-lowered", girl).isSettled()).isTrue();
  }

  @Test
  void case3AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("missing-child");
    Recording.scene(scene, 1, 1, 1);
    FieldPath girl = Recording.heard(scene, "Ella", "2013-02-01");
    FieldPath mother = Recording.adult(scene, "Ann", "carer");
    Recording.link(scene, mother, girl, "mother");
    scene.answer(
        girl,
        "missing",
        "yes",
        "triggerPlan",
        "read",
        "reportedAt",
        "2026-11-20T20:00Z",
        "lastSeen",
        "School gate, 15:30, a friend",
        "thrive",
        Json.object()
            .put("threat", "Blackmailed by a man online")
            .put("harm", "Sexual, emotional")
            .put("risk", "High")
            .put("investigation", "Phone, accounts")
            .put("vulnerability", "13, frightened")
            .put("engagement", "Mother and school")
            .build(),
        "grade",
        grade("high"),
        "deployedAt",
        "2026-11-20T20:10Z",
        "inspectorAlertedAt",
        "2026-11-20T20:05Z",
        "inspectorAck",
        "Insp. 7",
        "supervision",
        "DI 12, exploitation team",
        "selfHarm",
        "unsure",
        "selfHarmHelp",
        "Mother stays; crisis team called",
        "device",
        "kept",
        "factors",
        List.of("exploitation"),
        "homeSearched",
        "yes",
        "description",
        "1.55 m, brown hair, school blazer",
        "means",
        "No money, a bus pass",
        "associates",
        "Two classmates",
        "enquiries",
        List.of("friends", "cctv", "transport", "circulated"),
        "authorityToldMissing",
        "2026-11-20T20:30Z",
        "authorityMissingWho",
        "K. Shaw, duty worker",
        "authorityMissingBy",
        "phone",
        "authorityToldReturned",
        "2026-11-20T22:10Z",
        "authorityReturnedWho",
        "K. Shaw, duty worker",
        "authorityReturnedBy",
        "phone",
        "offences",
        List.of("blackmail", "indecent-images"),
        "images",
        "yes",
        "imagesDone",
        "Kept as evidence; removal asked for",
        "returnedAt",
        "2026-11-20T22:00Z",
        "returnedHow",
        "Found by officers at the station",
        "whereBeen",
        "At the bus station, alone",
        "nationality",
        "British",
        "deviceConsent",
        "Her mother agreed for her",
        "exploitationSigns",
        List.of("devices"),
        "exploitationWhat",
        "An account named kev_09");
    scene.about(
        girl,
        "interview",
        "kind",
        "return",
        "by",
        "Charity worker",
        "outcome",
        "held",
        "at",
        "2026-11-20T23:20Z",
        "said",
        "He knew me");
    scene.about(
        girl,
        "interview",
        "kind",
        "prevention",
        "by",
        "PC 12",
        "outcome",
        "held",
        "at",
        "2026-11-20T22:15Z",
        "said",
        "I was scared to go home");
    scene
        .answer("indicators", List.of("blackmail", "indecent-images"))
        .answer("imagesOutcome", "She was pressed; no record for her")
        .answer("otherVictims", "unsure")
        .answer("otherVictimsWho", "Two classmates; school informed")
        .answer("suspect", "kev_09, claims to be 17")
        .answer("risk", Recording.risk("high"));
    Recording.crime(scene, girl, "blackmail");
    Recording.crime(scene, girl, "indecent-images");
    Recording.told(scene, girl, "social-care");
    Recording.told(scene, girl, "mechanism");
    Recording.discussion(scene, girl);
    Recording.notice(scene, girl);

    scene.isCase("case-3-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
    assertThat(duties(scene).get("missing-deploy").phase()).isEqualTo(DutyState.Phase.SETTLED);
    assertThat(duties(scene).get("return-interview").phase()).isEqualTo(DutyState.Phase.SETTLED);
  }

  @Test
  void case4PramAsRecordedNamesWhatIsMissing() {
    Scene scene = new Scene("police-protection");
    scene
        .answer("place", "Outside 40 Station Parade")
        .answer("happened", "2026-11-20T22:40Z")
        .answer("childrenLiving", 0)
        .answer("childrenHere", 1)
        .answer("adultsHere", 2)
        .answer("indicators", List.of("drugs"))
        .answer("closing", "to-close")
        .answer("closingWhy", "Both adults in custody, the child placed");
    scene.add("attendance", "recording", "all");
    FieldPath boy = scene.add("child", "name", "Tom");
    scene.answer(
        boy,
        "dob",
        "2023-09-01",
        "livesHere",
        "no",
        "hereNow",
        "yes",
        "seen",
        "yes",
        "safe",
        "yes",
        "injury",
        "no",
        "caredBy",
        "Foster carers",
        "placedAt",
        "Emergency foster carers");
    FieldPath kim = scene.add("adult");
    scene.answer(kim, "name", "Kim", "role", "suspect", "otherChildren", "no");
    Recording.link(scene, kim, boy, "mother");
    FieldPath lou = scene.add("adult");
    scene.answer(lou, "name", "Lou", "role", "suspect");
    Recording.crime(scene, "drugs");
    scene.isCase("case-4-recorded");

    // Nobody recorded the power; that officers placed him says that it was used.
    assertThat(scene.open(boy))
        .contains(
            "F23 protected",
            "F23 protected-at",
            "F23 protection-grounds",
            "F23 designated-officer",
            "F23 authority-told",
            "F23 protection-child-told",
            "F23 protection-parents-told",
            "F23 protection-reviewed",
            "F23 protection-ended",
            "F22 protection-neglect",
            "F21 strategy",
            "F12 notice",
            "F4 child-demeanour",
            "F4 child-speaks",
            "F3 child-spoken")
        .doesNotContain("F23 protection-placed", "F2 child-safe");
    assertThat(scene.open(lou)).contains("F9 adult-other-children", "F9 adult-link." + boy.name());
    assertThat(scene.open())
        .contains("F15 risk", "F20 actions", "F1 no-children")
        .doesNotContain("F22 crime.drugs");
    assertThat(duties(scene).get("designated-officer").phase()).isEqualTo(DutyState.Phase.WAITING);
    scene.knowing(scene.context().knowing("receivedAt", Json.of(Scene.NOW)));
    assertThat(duties(scene).get("notice").phase()).isEqualTo(DutyState.Phase.DUE);

    scene.knowing(
        Context.at(Scene.NOW + 7 * 24 * HOUR, "2026-11-27")
            .knowing("receivedAt", Json.of(Scene.NOW)));
    assertThat(duties(scene).get("notice").phase()).isEqualTo(DutyState.Phase.BREACHED);
    assertThat(duties(scene).get("strategy").phase()).isEqualTo(DutyState.Phase.BREACHED);

    scene.answer(boy, "protected", "no");
    assertThat(scene.open(boy)).as("denied in words").doesNotContain("F23 designated-officer");
  }

  @Test
  void case4AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("police-protection");
    Recording.scene(scene, 0, 1, 2);
    FieldPath boy = Recording.child(scene, "Tom", "2023-09-01");
    scene.answer(
        boy,
        "livesHere",
        "no",
        "connection",
        "With his mother and her friend",
        "address",
        "7 Mill Lane",
        "authorities",
        "Norfolk, both",
        "speaks",
        "no",
        "setting",
        "none",
        "stays",
        "authority",
        "effect",
        List.of("saw"));
    protect(scene, boy, "2026-11-20T22:50Z", "his bear");
    for (String adult : List.of("Kim", "Lou")) {
      Recording.link(scene, Recording.adult(scene, adult, "suspect"), boy, "friend");
    }
    Recording.crime(scene, boy, "neglect");
    Recording.crime(scene, "drugs");
    scene.answer(boy, "offences", List.of("neglect"));
    scene.answer("indicators", List.of("neglect", "drugs"));
    scene.answer("risk", Recording.risk("high"));
    scene.answer(
        boy,
        "endedAt",
        "2026-11-20T23:20Z",
        "endReason",
        "Accommodated by agreement",
        "wentTo",
        "His grandmother",
        "homeCheck",
        "Social worker has seen it; nobody else lives there",
        "next",
        "Conference on Tuesday");
    scene.isCase("case-4-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
  }

  private static void protect(Scene scene, FieldPath child, String since, String toy) {
    scene.answer(
        child,
        "protected",
        "yes",
        "protectedAt",
        since,
        "grounds",
        "Drunk carers, at night, in the cold",
        "powerUse",
        "removed",
        "initiatingOfficer",
        "PC 12",
        "designatedOfficer",
        "Insp. 4",
        "inquiredAt",
        "2026-11-20T23:05Z",
        "homeAuthority",
        "Norfolk, 7 Mill Lane",
        "enquiryAnswer",
        "Enquiry begun, duty worker K. Shaw",
        "placedKind",
        "foster",
        "responsibleTold",
        "Mother by PC 12 at 23:00; no father on record",
        "parentsAttitude",
        "The mother agrees that she cannot care tonight",
        "contact",
        "By telephone tomorrow, with the social worker",
        "orderInForce",
        "no",
        "orderConsidered",
        "No court could sit in time",
        "entryPower",
        "None needed",
        "religion",
        "None known",
        "wishes",
        "Looked for the mother and held on to " + toy,
        "authorityTold",
        "2026-11-20T23:00Z",
        "authorityToldWho",
        "K. Shaw, duty social worker",
        "authorityToldBy",
        "phone",
        "childTold",
        "told",
        "parentsTold",
        "told",
        "placedAt",
        "Emergency foster carers");
    scene.about(child, "review", "by", "Insp. 4", "at", "2026-11-20T23:15Z", "decision", "Goes on");
    Recording.discussion(scene, child);
    Recording.notice(scene, child);
  }

  @Test
  void case5TwoOnAPlanRunsOutByItselfAfterSeventyTwoHours() {
    Scene scene = new Scene("police-protection");
    FieldPath two = scene.add("child", "name", "Ada");
    FieldPath four = scene.add("child", "name", "Ben");
    scene.answer(two, "dob", "2024-06-01", "protection", "protection-plan");
    scene.answer(four, "dob", "2022-06-01", "protection", "protection-plan");
    for (FieldPath child : List.of(two, four)) {
      scene.answer(
          child,
          "protected",
          "yes",
          "protectedAt",
          "2026-11-20T12:00Z",
          "designatedOfficer",
          "Insp. 4");
      Recording.notice(scene, child);
    }
    scene.isCase("case-5-recorded");
    assertThat(scene.open(two))
        .contains("F23 protection-ended", "F21 strategy", "F22 protection-neglect");
    assertThat(duties(scene).get("protection-72-hours").phase()).isEqualTo(DutyState.Phase.DUE);

    PromptState inForce = scene.prompt("protection-ended", two);
    scene.reason(inForce, "in-force", "");
    assertThat(scene.prompt("protection-ended", two).isOpen()).isFalse();

    scene.knowing(Context.at(Scene.NOW + 55 * HOUR, "2026-11-23"));
    assertThat(duties(scene).get("protection-72-hours").phase()).isEqualTo(DutyState.Phase.WARNED);
    scene.knowing(Context.at(Scene.NOW + 61 * HOUR, "2026-11-23"));
    assertThat(duties(scene).get("protection-72-hours").phase())
        .isEqualTo(DutyState.Phase.BREACHED);
    assertThat(scene.open(two)).contains("F23 protection-72-hours");
    assertThat(scene.open(four)).contains("F23 protection-72-hours", "F21 strategy");
  }

  @Test
  void case5AsItShouldHaveBeenLeavesNothingOpen() {
    Scene scene = new Scene("police-protection");
    Recording.scene(scene, 2, 2, 1);
    FieldPath two = Recording.child(scene, "Ada", "2024-06-01");
    FieldPath four = Recording.heard(scene, "Ben", "2022-06-01");
    scene.answer(two, "speaks", "no", "setting", "none");
    scene.answer(four, "speaks", "yes");
    FieldPath mother = Recording.adult(scene, "Eve", "carer");
    scene.answer("indicators", List.of("neglect")).answer("risk", Recording.risk("high"));
    for (FieldPath child : List.of(two, four)) {
      Recording.crime(scene, child, "neglect");
      scene.answer(child, "offences", List.of("neglect"), "stays", "authority");
      Recording.link(scene, mother, child, "mother");
      scene.answer(child, "socialCare", List.of("protection-plan"), "socialWorker", "K. Shaw");
      protect(scene, child, "2026-11-20T22:50Z", child.equals(two) ? "a spoon" : "her coat");
      scene.answer(
          child,
          "endedAt",
          "2026-11-20T23:25Z",
          "endReason",
          "Interim care order",
          "wentTo",
          "Foster carers",
          "homeCheck",
          "Approved carers",
          "next",
          "Court on Wednesday");
    }
    scene.isCase("case-5-complete");
    assertThat(scene.open()).isEmpty();
    assertThat(scene.prompts()).noneMatch(PromptState::blocksAuthorisation);
    assertThat(duties(scene).get("protection-72-hours").phase()).isEqualTo(DutyState.Phase.SETTLED);
  }
}
