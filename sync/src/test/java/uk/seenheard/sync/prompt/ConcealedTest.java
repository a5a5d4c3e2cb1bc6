package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.ShippedForms;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.review.ReviewRules;
import uk.seenheard.sync.review.Reviewer;
import uk.seenheard.sync.review.Ruling;

/** What could hide a child stands in the way until a supervisor has read exactly that. */
class ConcealedTest {
  private static Scene domestic() {
    return new Scene("domestic-abuse");
  }

  private static OperationId strike(Scene scene, FieldPath child, String reason) {
    return scene.put(
        new Operation.StrikeEntry(
            child,
            reason,
            scene.record().entry(child).orElseThrow().added().stream()
                .map(added -> added.by().id())
                .toList(),
            scene.record().frontier()));
  }

  private static Optional<PromptState> asked(Scene scene, String prompt) {
    return scene.prompts().stream().filter(one -> one.prompt().equals(prompt)).findFirst();
  }

  private static Ruling ruling(Scene scene, PromptState prompt, OperationId op) {
    Operation.Act act =
        new Operation.Act(
            "accept-reason",
            prompt.subject(),
            Json.object().put("prompt", prompt.prompt()).put("op", op.toString()).build(),
            List.of(),
            scene.record().frontier());
    return ReviewRules.judge(
        List.of(act), new Reviewer("ps.1", true, false), Incident.of(scene.record()), List.of());
  }

  @Test
  void aChildWhoWasCrossedOutStandsInTheWayUntilTheStrikeIsAccepted() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    OperationId strike = strike(scene, child, "Entered twice");
    PromptState struck = asked(scene, "struck").orElseThrow();
    assertThat(struck.question()).isEqualTo("Mia was crossed out: is there no such child?");
    assertThat(struck.blocksAuthorisation()).isTrue();
    assertThat(struck.status())
        .isEqualTo(new Status.Excused(strike, "struck", "Entered twice", Optional.empty(), false));

    assertThat(ruling(scene, struck, strike)).isInstanceOf(Ruling.Allowed.class);
    scene.decide("refuse-reason", struck, strike);
    assertThat(asked(scene, "struck").orElseThrow().blocksAuthorisation()).isTrue();
    scene.decide("accept-reason", struck, strike);
    assertThat(asked(scene, "struck").orElseThrow().blocksAuthorisation()).isFalse();
  }

  @Test
  void whatIsAcceptedIsTheStrikeThatStandsAndNoOther() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    OperationId other = scene.set(new FieldPath("place"), "12 Elm Row");
    strike(scene, child, "Entered twice");
    assertThat(ruling(scene, asked(scene, "struck").orElseThrow(), other))
        .isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void aStrikeThatSaysNothingCannotBeAccepted() {
    for (String nothing : List.of(".", "\u00a0", "-")) {
      Scene scene = domestic();
      strike(scene, scene.add("child", "name", "Mia"), nothing);
      PromptState struck = asked(scene, "struck").orElseThrow();
      assertThat(struck.isOpen()).isTrue();
      assertThat(struck.fault()).isPresent();
      assertThat(struck.blocksAuthorisation()).isTrue();
    }
  }

  @Test
  void aChildWhoIsRestoredHidesNobody() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    strike(scene, child, "Entered twice");
    scene.put(new Operation.AddEntry(child, Json.EMPTY));
    assertThat(asked(scene, "struck")).isEmpty();
  }

  @Test
  void aCountThatWasLoweredAsksWhyAndItsReasonIsAccepted() {
    for (String form : Scene.FORMS.keySet()) {
      Scene scene = new Scene(form);
      for (String count : List.of("childrenLiving", "childrenHere", "contactChildren")) {
        if (scene.form.field("", count).isEmpty()) {
          continue;
        }
        scene.answer(count, 3).answer(count, 2);
        PromptState lowered = asked(scene, "taken-back." + count).orElseThrow();
        assertThat(lowered.question()).as(form).endsWith("was “3” and is “2” now: why?");
        assertThat(lowered.isOpen()).isTrue();
        assertThat(lowered.blocksAuthorisation()).isTrue();
        OperationId why = scene.reason(lowered, "mistake", "The cousin was counted twice");
        PromptState excused = asked(scene, "taken-back." + count).orElseThrow();
        assertThat(excused.blocksAuthorisation()).isTrue();
        assertThat(ruling(scene, excused, why)).isInstanceOf(Ruling.Allowed.class);
        scene.decide("accept-reason", excused, why);
        assertThat(asked(scene, "taken-back." + count).orElseThrow().blocksAuthorisation())
            .isFalse();
        scene.answer(count, 3);
        assertThat(asked(scene, "taken-back." + count)).as("restored").isEmpty();
      }
    }
  }

  @Test
  void aConcernThatWasTakenBackAsksWhy() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "injury", "yes", "injury", "no");
    scene.answer(child, "sexualSigns", List.of("disclosure"), "sexualSigns", List.of());
    scene.answer(child, "safe", "yes", "safe", "no");
    scene.answer(child, "effect", List.of("heard"), "effect", List.of("saw", "hurt"));
    assertThat(scene.open(child))
        .contains("F19 taken-back.injury", "F19 taken-back.sexualSigns")
        .doesNotContain("F19 taken-back.safe", "F19 taken-back.effect");
    assertThat(scene.prompt("taken-back.injury").question())
        .startsWith("Mia: ")
        .contains("was “Yes” and is “No” now");
  }

  @Test
  void whatAColleagueReplacedAndGaveAReasonForWaitsForASupervisorAllTheSame() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "injury", "yes");
    FieldPath at = child.field("injury");
    OperationId replaced =
        scene
            .as("pc.2")
            .put(
                new Operation.SetField(
                    at,
                    Json.of("no"),
                    scene.over(at),
                    Optional.of("The mark is a birthmark"),
                    false));
    PromptState taken = asked(scene, "taken-back.injury").orElseThrow();
    assertThat(taken.status())
        .isEqualTo(
            new Status.Excused(
                replaced, "known-better", "The mark is a birthmark", Optional.empty(), false));
    assertThat(taken.blocksAuthorisation()).isTrue();

    assertThat(ruling(scene, taken, replaced)).isInstanceOf(Ruling.Allowed.class);
    scene.decide("refuse-reason", taken, replaced);
    assertThat(asked(scene, "taken-back.injury").orElseThrow().blocksAuthorisation()).isTrue();
    scene.decide("accept-reason", taken, replaced);
    assertThat(asked(scene, "taken-back.injury").orElseThrow().blocksAuthorisation()).isFalse();

    scene.answer(child, "injury", "yes");
    assertThat(asked(scene, "taken-back.injury")).as("restored").isEmpty();
  }

  @Test
  void anAnswerWithoutAReasonOrOneThatNoLongerStandsIsNoReasonToAccept() {
    Scene scene = domestic();
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "injury", "yes");
    FieldPath at = child.field("injury");
    OperationId first = scene.over(at).get(0);
    scene.as("pc.2").answer(child, "injury", "no");
    PromptState taken = asked(scene, "taken-back.injury").orElseThrow();
    assertThat(taken.isOpen()).isTrue();
    assertThat(ruling(scene, taken, first)).isInstanceOf(Ruling.Refused.class);
  }

  @Test
  void whatWasRecordedUnderTheFirstVersionStaysAsItWas() {
    Form first =
        ShippedForms.older(Scene::file, Scene.READER, Optional.empty()).stream()
            .filter(form -> form.id().equals("domestic-abuse"))
            .findFirst()
            .orElseThrow();
    Scene scene = new Scene(FormCodec.read(first.resolved()));
    strike(scene, scene.add("child", "name", "Mia"), "Entered twice");
    scene.answer("childrenLiving", 3).answer("childrenLiving", 2);
    assertThat(asked(scene, "struck")).isEmpty();
    assertThat(asked(scene, "taken-back.childrenLiving")).isEmpty();
  }
}
