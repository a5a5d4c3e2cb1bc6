package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.PromptRule;

/** Every prompt of every form is reached, opened, settled, excused and accepted by random cases. */
@Execution(ExecutionMode.CONCURRENT)
class EveryPromptTest {
  private static final int SEEDS = 1_500;

  /** Chance alone settles nearly everything in so many; what is rare is answered after that. */
  private static final int BY_CHANCE = 24;

  static Set<String> forms() {
    return Scene.FORMS.keySet();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void isReachedOpenedSettledAndExcused(String id) {
    Form form = Scene.FORMS.get(id);
    Set<String> open = wanted(form);
    Set<String> settled = wanted(form);
    Set<String> accepted = wanted(form);
    form.prompts().stream()
        .filter(rule -> rule.reasons().isEmpty())
        .forEach(rule -> accepted.remove(rule.id()));
    int seed = 0;
    while (seed < SEEDS && !(open.isEmpty() && settled.isEmpty() && accepted.isEmpty())) {
      seed++;
      RandomIncident incident = new RandomIncident(form, seed);
      if (seed <= BY_CHANCE) {
        check(incident.scene, seed);
      }
      incident.answer(0.3);
      if (seed > BY_CHANCE && !opens(incident.scene, open, settled, accepted)) {
        continue; // nothing here that is still looked for
      }
      for (int round = 0; round < 2; round++) {
        List<PromptState> prompts = check(incident.scene, seed);
        note(prompts, open, settled);
        if (seed > BY_CHANCE && answers(incident.scene, prompts, seed, settled)) {
          prompts = check(incident.scene, seed);
          note(prompts, open, settled);
        }
        accepted.removeAll(excuse(incident, prompts, seed));
      }
    }
    assertThat(open).as("never open in %s", id).isEmpty();
    assertThat(settled).as("never settled in %s", id).isEmpty();
    assertThat(accepted).as("never excused in %s", id).isEmpty();
  }

  /** Notes what stands, and says whether something open is still to be settled or excused. */
  private static boolean opens(
      Scene scene, Set<String> open, Set<String> settled, Set<String> accepted) {
    List<PromptState> prompts = scene.prompts();
    note(prompts, open, settled);
    return prompts.stream()
        .filter(PromptState::isOpen)
        .map(PromptState::rule)
        .anyMatch(rule -> settled.contains(rule) || accepted.contains(rule));
  }

  private static void note(List<PromptState> prompts, Set<String> open, Set<String> settled) {
    for (PromptState prompt : prompts) {
      if (prompt.isOpen()) {
        open.remove(prompt.rule());
      } else if (prompt.isSettled()) {
        settled.remove(prompt.rule());
      }
    }
  }

  /** Answers what stands open of these rules, and says whether anything did. */
  private static boolean answers(
      Scene scene, List<PromptState> prompts, int seed, Set<String> rules) {
    Walk walk = new Walk(scene, seed);
    for (PromptState prompt : prompts) {
      if (prompt.isOpen() && rules.contains(prompt.rule())) {
        walk.answerIt(prompt);
      }
    }
    return walk.presses() > 0;
  }

  private static Set<String> wanted(Form form) {
    return form.prompts().stream()
        .map(PromptRule::id)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<PromptState> check(Scene scene, int seed) {
    List<PromptState> prompts = scene.prompts();
    Set<String> seen = new HashSet<>();
    for (PromptState prompt : prompts) {
      String what = scene.form.id() + " seed " + seed + ' ' + prompt.prompt();
      assertThat(seen.add(prompt.prompt() + prompt.subject())).as(what).isTrue();
      assertThat(prompt.asks().isPresent()).as(what).isNotEqualTo(prompt.addsTo().isPresent());
      assertThat(prompt.question()).as(what).doesNotContain("{");
      if (prompt.isSettled()) {
        assertThat(prompt.blocksAuthorisation()).as(what).isFalse();
        assertThat(prompt.fault()).as(what).isEmpty();
      }
    }
    assertThat(Duties.of(scene.record(), scene.form, scene.context()))
        .allSatisfy(duty -> assertThat(duty.title()).isNotEmpty());
    return prompts;
  }

  /** Gives a reason for everything open, has all accepted, and says for which rules that worked. */
  private static Set<String> excuse(RandomIncident incident, List<PromptState> prompts, int seed) {
    Scene scene = incident.scene;
    List<Operation> reasons = new ArrayList<>();
    for (PromptState prompt : prompts) {
      if (prompt.isOpen() && prompt.reasons().isPresent()) {
        List<Code> codes = scene.form.codeList(prompt.reasons().get()).orElseThrow().codes();
        Code code = codes.get(incident.random().nextInt(codes.size()));
        reasons.add(
            new Operation.SetField(
                prompt.reasonField(),
                Json.object().put("code", code.code()).put("words", "It could not be").build(),
                List.of(),
                Optional.empty(),
                false));
      }
    }
    scene.putAll(reasons);
    List<Operation> acts = new ArrayList<>();
    Map<Boolean, List<PromptState>> now =
        check(scene, seed).stream()
            .collect(Collectors.partitioningBy(p -> p.status() instanceof Status.Excused));
    for (PromptState prompt : now.get(true)) {
      OperationId reason = ((Status.Excused) prompt.status()).reason();
      acts.add(
          new Operation.Act(
              "accept-reason",
              prompt.subject(),
              Json.object().put("prompt", prompt.prompt()).put("op", reason.toString()).build(),
              List.of(),
              scene.record().frontier()));
    }
    scene.putAll(acts);
    Set<String> accepted = new HashSet<>();
    for (PromptState prompt : scene.prompts()) {
      if (prompt.status() instanceof Status.Excused excused) {
        assertThat(excused.acceptedBy()).as("seed %s %s", seed, prompt.prompt()).isPresent();
        assertThat(prompt.blocksAuthorisation()).isFalse();
        accepted.add(prompt.rule());
      }
    }
    return accepted;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void answersOneByOneUntilNothingIsOpen(String id) {
    for (int seed = 1; seed <= 2; seed++) {
      Walk walk = new Walk(new Scene(id), seed);
      walk.answerEverything();
      assertThat(walk.scene.open()).as("%s seed %s", id, seed).isEmpty();
    }
  }
}
