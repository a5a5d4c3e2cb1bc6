package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Stage;

class PromptsTest {
  private final Scene scene = new Scene("domestic-abuse");

  private FieldPath child(String name, String born) {
    FieldPath child = scene.add("child");
    scene.answer(child, "name", name, "dob", born);
    return child;
  }

  @Test
  void aReasonExcusesButBlocksUntilASupervisorAcceptsExactlyThatReason() {
    FieldPath mia = child("Mia", "2018-01-01");
    PromptState prompt = scene.prompt("child-spoken", mia);
    assertThat(prompt.isOpen()).isTrue();

    OperationId first = scene.reason(prompt, "asleep", "");
    assertThat(scene.prompt("child-spoken", mia).status())
        .isEqualTo(new Status.Excused(first, "asleep", "", Optional.empty(), false));
    assertThat(scene.prompt("child-spoken", mia).blocksAuthorisation()).isTrue();

    OperationId accepted = scene.decide("accept-reason", prompt, first);
    assertThat(scene.prompt("child-spoken", mia).status())
        .isEqualTo(new Status.Excused(first, "asleep", "", Optional.of(accepted), false));
    assertThat(scene.prompt("child-spoken", mia).blocksAuthorisation()).isFalse();

    OperationId second = scene.reason(prompt, "refused", "");
    assertThat(scene.prompt("child-spoken", mia).status())
        .isEqualTo(new Status.Excused(second, "refused", "", Optional.empty(), false));
  }

  @Test
  void aRefusedReasonBlocksAndAnAcceptanceOfAnotherPromptCountsNothing() {
    FieldPath mia = child("Mia", "2018-01-01");
    PromptState prompt = scene.prompt("child-spoken", mia);
    OperationId reason = scene.reason(prompt, "asleep", "");
    scene.decide("accept-reason", scene.prompt("child-demeanour", mia), reason);
    assertThat(scene.prompt("child-spoken", mia).blocksAuthorisation()).isTrue();

    scene.decide("refuse-reason", prompt, reason);
    assertThat(scene.prompt("child-spoken", mia).status())
        .isEqualTo(new Status.Excused(reason, "asleep", "", Optional.empty(), true));
  }

  @Test
  void contradictedReasonsAreAcceptedByNobody() {
    FieldPath mia = child("Mia", "2018-01-01");
    PromptState prompt = scene.prompt("child-spoken", mia);
    OperationId one = scene.reasonBlind(prompt, "asleep", "");
    scene.decide("accept-reason", prompt, one);
    scene.as("pc.2").reasonBlind(prompt, "refused", "");
    assertThat(scene.prompt("child-spoken", mia).blocksAuthorisation()).isTrue();
  }

  @Test
  void aReasonWithoutTheWordsItNeedsLeavesThePromptOpenAndSaysSo() {
    FieldPath mia = child("Mia", "2018-01-01");
    scene.reason(scene.prompt("child-spoken", mia), "other", " ");
    PromptState prompt = scene.prompt("child-spoken", mia);
    assertThat(prompt.isOpen()).isTrue();
    assertThat(prompt.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("words"));
    scene.reason(prompt, "bored", "");
    assertThat(scene.prompt("child-spoken", mia).fault())
        .hasValueSatisfying(fault -> assertThat(fault).contains("bored"));
  }

  @Test
  void theGraverAnswerActsWhileAContradictionStands() {
    FieldPath mia = child("Mia", "2018-01-01");
    scene.setBlind(mia.field("injury"), "yes");
    scene.as("pc.2").setBlind(mia.field("injury"), "no");
    assertThat(scene.prompt("child-injury-what", mia).isOpen()).isTrue();
    assertThat(scene.prompt("child-injury", mia).isSettled()).isTrue();
  }

  @Test
  void anAnswerThatSettlesAndOneThatDoesNotLeaveThePromptOpen() {
    FieldPath mia = child("Mia", "2018-01-01");
    scene.setBlind(mia.field("seen"), "yes");
    scene.as("pc.2").setBlind(mia.field("seen"), "no");
    assertThat(scene.prompt("child-seen", mia).isOpen()).isTrue();
  }

  @Test
  void aStruckChildIsAskedAboutNoMore() {
    FieldPath mia = child("Mia", "2018-01-01");
    assertThat(scene.open(mia)).isNotEmpty();
    List<OperationId> standing =
        scene.record().fields().values().stream()
            .flatMap(field -> field.over().stream())
            .collect(Collectors.toList());
    scene
        .record()
        .entries()
        .values()
        .forEach(entry -> entry.added().forEach(added -> standing.add(added.by().id())));
    scene.put(new Operation.StrikeEntry(mia, "Entered twice", standing, scene.record().frontier()));
    assertThat(scene.open(mia)).isEmpty();
  }

  @Test
  void twinsAreAskedAboutOnceAndLinkedUnderEitherPath() {
    FieldPath one = child("Mia", "2018-01-01");
    FieldPath other = child("Mia", "2018-01-01");
    FieldPath adult = scene.add("adult");
    scene.set(adult.field("link." + other.name()), "mother");
    scene.about(other, "statement", "words", "I hid");
    scene.put(
        new Operation.Act(
            "same-as",
            Optional.of(other),
            Json.object().put("entry", one.text()).build(),
            List.of(),
            scene.record().frontier()));
    scene.set(one.field("spoken"), "yes");
    assertThat(scene.prompts().stream().filter(p -> p.rule().equals("child-seen"))).hasSize(1);
    assertThat(scene.prompt("adult-link." + one.name(), adult).isSettled()).isTrue();
    assertThat(scene.prompt("child-words", one).isSettled()).isTrue();
  }

  @Test
  void aCallOrAnAssessmentNeverSettlesTheNotice() {
    FieldPath mia = child("Mia", "2018-01-01");
    scene.answer("risk", Recording.risk("high"));
    Recording.told(scene, mia, "social-care");
    scene.about(mia, "contact", "kind", "call");
    assertThat(scene.prompt("notice", mia).isOpen()).isTrue();
    scene.about(mia, "referral", "kind", "ppn");
    assertThat(scene.prompt("notice", mia).isSettled()).isTrue();
  }

  @Test
  void aNoticeAboutOneChildSettlesNothingForTheOther() {
    FieldPath mia = child("Mia", "2018-01-01");
    FieldPath leo = child("Leo", "2016-01-01");
    scene.about(mia, "referral", "kind", "ppn");
    assertThat(scene.prompt("notice", leo).isOpen()).isTrue();
  }

  @Test
  void theThirdLowGradeNoticeInThreeMonthsIsDueWithoutAnyOtherConcern() {
    Scene calm = new Scene("concern-for-child");
    FieldPath child = calm.add("child");
    calm.answer(child, "name", "Leo", "dob", "2016-01-01");
    assertThat(calm.open(child)).doesNotContain("F12 notice");
    calm.knowing(calm.context().knowing(child, "lowNotices3Months", Json.of(2)));
    assertThat(calm.open(child)).contains("F12 notice");
  }

  @Test
  void anAnswerMarkedAsAConcernMakesTheNoticeDue() {
    Scene calm = new Scene("concern-for-child");
    FieldPath child = calm.add("child");
    calm.answer(child, "dob", "2016-01-01", "safe", "yes");
    assertThat(calm.open(child)).doesNotContain("F12 notice");
    calm.set(child.field("safe"), "no");
    assertThat(calm.open(child)).contains("F12 notice");
  }

  @Test
  void countsThatDoNotAddUpNameWhatWasCounted() {
    scene.answer("childrenLiving", 3).answer("childrenHere", 2);
    FieldPath mia = child("Mia", "2018-01-01");
    FieldPath leo = child("Leo", "2016-01-01");
    scene.answer(mia, "livesHere", "yes", "hereNow", "yes");
    scene.answer(leo, "livesHere", "yes", "hereNow", "yes");
    assertThat(scene.prompt("children-living-add-up").question())
        .isEqualTo("Children who live here: 3 counted; 2 entered. Who is not entered yet?");
    assertThat(scene.prompt("children-living-add-up").addsTo()).contains("child");
    assertThat(scene.prompt("children-living-add-up").isOpen()).isTrue();
    assertThat(scene.prompt("children-here-add-up").isSettled()).isTrue();
    FieldPath third = child("Zoe", "2012-01-01");
    scene.answer(third, "livesHere", "yes", "hereNow", "no");
    assertThat(scene.prompt("children-living-add-up").isSettled()).isTrue();
    assertThat(scene.prompt("child-whereabouts", third).isOpen()).isTrue();
    FieldPath fourth = child("Sam", "2011-01-01");
    assertThat(scene.prompt("children-living-fits").isSettled()).isTrue();
    scene.answer(fourth, "livesHere", "yes");
    assertThat(scene.prompt("children-living-fits").isOpen()).isTrue();
    assertThat(scene.prompt("children-living-fits").question())
        .startsWith("Children who live here: 3 counted; 4 entered");
  }

  @Test
  void noneAsksHowThatWasChecked() {
    scene.answer("childrenLiving", 0).answer("childrenHere", 0);
    assertThat(scene.prompt("no-children").isOpen()).isTrue();
    scene.answer("noChildrenCheck", List.of());
    assertThat(scene.prompt("no-children").isOpen()).isTrue();
    scene.answer("noChildrenCheck", List.of("adults-asked"));
    assertThat(scene.prompt("no-children").isOpen()).as("the adults said so").isTrue();
    scene.answer("noChildrenCheck", List.of("every-room"));
    assertThat(scene.prompt("no-children").isSettled()).isTrue();
  }

  @Test
  void whatCannotBeIsKeptAndFlagged() {
    FieldPath mia = scene.add("child");
    scene.answer(mia, "dob", "2031-01-01");
    assertThat(scene.prompt("child-born", mia).fault())
        .get()
        .asString()
        .startsWith("This day lies in the future.");
    scene.answer(mia, "dob", "1986-11-01");
    assertThat(scene.prompt("child-born", mia).fault())
        .get()
        .asString()
        .startsWith("That is 40 years ago.");
    scene.answer(mia, "estimatedAge", 40);
    scene.answer("childrenLiving", -1);
    assertThat(scene.prompt("children-living").fault()).contains("-1 is below 0.");
    scene.answer(mia, "seen", 7);
    assertThat(scene.prompt("child-seen", mia).isOpen()).isTrue();
    scene.answer(mia, "seen", "perhaps");
    assertThat(scene.prompt("child-seen", mia).fault())
        .contains("\"perhaps\" is not one of the answers offered.");
    assertThat(scene.record().field(mia, "seen").orElseThrow().agreed())
        .contains(Json.of("perhaps"));
  }

  @Test
  void theNoticeToTheSchoolFollowsTheAgeAndWhereTheChildLearns() {
    assertThat(route("2022-09-01", "school")).as("registered").containsExactly("encompass");
    assertThat(route("2022-09-01", "none")).containsExactly("encompass-early-years");
    assertThat(route("2022-09-01", "unknown")).containsExactly("encompass-early-years");
    assertThat(route("2015-01-01", "unknown")).containsExactly("encompass");
    assertThat(route("2015-01-01", "none")).as("missing education").isEmpty();
    assertThat(route("2022-08-31", "school")).containsExactly("encompass");
    assertThat(route("2008-11-21", "school")).containsExactly("encompass");
    assertThat(route("2008-11-20", "school")).isEmpty();
    assertThat(route("2015-01-01", "home-educated")).containsExactly("encompass-authority");
    assertThat(route("2025-01-01", "nursery")).containsExactly("encompass-early-years");
  }

  private static List<String> route(String born, String setting) {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    scene.answer(child, "dob", born, "setting", setting, "effect", List.of("absent"));
    return scene.prompts().stream()
        .map(PromptState::prompt)
        .filter(prompt -> prompt.startsWith("encompass"))
        .collect(Collectors.toList());
  }

  @Test
  void theHallwayComesFirstAndEachChildIsAskedAboutInTurn() {
    FieldPath mia = child("Mia", "2018-01-01");
    FieldPath leo = child("Leo", "2016-01-01");
    List<PromptState> prompts = scene.prompts();
    List<Stage> stages =
        prompts.stream().map(PromptState::stage).distinct().collect(Collectors.toList());
    assertThat(stages).containsExactly(Stage.SAFETY, Stage.HERE, Stage.CHILD, Stage.REST);
    List<FieldPath> inTurn =
        prompts.stream()
            .filter(prompt -> prompt.stage() == Stage.CHILD)
            .map(prompt -> prompt.subject().orElseThrow())
            .collect(Collectors.toList());
    assertThat(inTurn.indexOf(leo)).isGreaterThan(inTurn.lastIndexOf(mia));
  }

  @Test
  void everyChildIsCalledByNameOrByNumber() {
    child("Mia", "2018-01-01");
    FieldPath second = scene.add("child");
    assertThat(scene.prompt("child-safe", second).question())
        .isEqualTo("Is child 2 safe and well?");
  }

  @Test
  void theSameChangesGiveTheSamePromptsEverywhere() {
    child("Mia", "2018-01-01");
    assertThat(scene.prompts()).isEqualTo(scene.prompts());
  }
}
