package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;

/**
 * An answer that cannot be is kept as typed and flagged in a sentence; none makes anything fall.
 */
class BadAnswersTest {
  /** What is only doubted is an answer once somebody says why it is so. */
  private static final String REALLY = " If it is so, answer it again and give the reason.";

  private static final int SEEDS = 30;

  private static Json register(String... members) {
    Json.Builder register = Json.object();
    for (int i = 0; i < members.length; i += 2) {
      register.put(members[i], members[i + 1]);
    }
    return register.build();
  }

  @Test
  void aGradeThatTheFormDoesNotKnowIsKeptAndNamed() {
    Scene scene = new Scene("domestic-abuse");
    Json typed = register("grade", "severe", "tool", "dash", "reasons", "Threats to kill");
    scene.answer("risk", typed);
    PromptState risk = scene.prompt("risk");
    assertThat(risk.isOpen()).isTrue();
    assertThat(risk.fault()).contains("\"severe\" is not a grade here: standard, medium, high.");
    assertThat(scene.record().field(new FieldPath("risk")).orElseThrow().agreed()).contains(typed);
  }

  @Test
  void aToolThatTheFormDoesNotKnowIsNamedAndSoIsAMemberThatIsNoWords() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("risk", register("grade", "high", "tool", "gut", "reasons", "A feeling"));
    assertThat(scene.prompt("risk").fault())
        .contains("\"gut\" is not one of the answers offered for \"tool\".");
    scene.answer(
        "risk", Json.object().put("grade", "high").put("tool", "dash").put("reasons", 7).build());
    assertThat(scene.prompt("risk").fault()).contains("\"reasons\" needs an answer in words.");
    scene.answer("risk", register("grade", "high", "tool", "dara", "reasons", "Choking"));
    assertThat(scene.prompt("risk").isSettled()).isTrue();
  }

  @Test
  void anAssessmentWithoutAGradeStaysOpen() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("risk", register("tool", "dash", "reasons", "Choking"));
    assertThat(scene.prompt("risk").isOpen()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "childrenLiving, -1, -1 is below 0.",
    "childrenLiving, 400, 'Really 400? More than 30 is hardly ever so." + REALLY + "'",
    "adultsHere, 61, 'Really 61? More than 60 is hardly ever so." + REALLY + "'"
  })
  void aCountThatCannotBeIsNamed(String field, long typed, String sentence) {
    Scene scene = new Scene("general-incident");
    scene.answer(field, typed);
    assertThat(
            scene.prompts().stream()
                .filter(prompt -> prompt.asks().equals(Optional.of(new FieldPath(field)))))
        .isNotEmpty()
        .allSatisfy(prompt -> assertThat(prompt.isOpen()).isTrue())
        .allSatisfy(prompt -> assertThat(prompt.fault()).contains(sentence));
  }

  @Test
  void aChildOfFortyIsNamedWhetherBornOrGuessed() {
    Scene scene = new Scene("general-incident");
    FieldPath born = scene.add("child");
    FieldPath guessed = scene.add("child");
    scene.answer(born, "dob", "1986-01-01");
    scene.answer(guessed, "estimatedAge", 40);
    assertThat(scene.prompt("child-born", born).fault()).contains("That is 40 years ago." + REALLY);
    assertThat(scene.prompt("child-estimated-age", guessed).fault())
        .contains("Really 40? More than 17 is hardly ever so." + REALLY);
  }

  @Test
  void aMomentThatHasNotComeIsNamed() {
    Scene scene = new Scene("general-incident");
    scene.answer("happened", "2027-01-01T00:00Z");
    assertThat(scene.prompt("happened").fault()).contains("This time lies in the future." + REALLY);
  }

  @Test
  void threeDeclaredAndTwoEnteredAsksWhoIsMissing() {
    Scene scene = new Scene("general-incident");
    scene.answer("childrenLiving", 3);
    scene.add("child");
    scene.add("child");
    assertThat(scene.prompt("children-living-add-up").question())
        .isEqualTo("Children who live here: 3 counted; 2 entered. Who is not entered yet?");
    assertThat(scene.prompt("children-living-add-up").isOpen()).isTrue();
  }

  static Iterable<String> forms() {
    return Scene.FORMS.keySet();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anyValueInAnyFieldIsKeptAsTypedAndSettledOrFlaggedOrAsked(String id) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      Random random = new Random(seed);
      Scene scene = new Scene(id);
      List<Operation> typed = new ArrayList<>();
      for (FormField field : scene.form.fields()) {
        FieldPath at =
            field.collection().isEmpty()
                ? new FieldPath(field.name())
                : new FieldPath(field.collection() + "/one").field(field.name());
        for (int i = random.nextInt(3); i >= 0; i--) {
          typed.add(new Operation.SetField(at, any(random, 3), List.of(), Optional.empty(), false));
        }
      }
      for (int i = 0; i < typed.size(); i += 20) {
        scene.putAll(typed.subList(i, Math.min(typed.size(), i + 20)));
      }
      String what = id + " seed " + seed;
      assertThat(scene.prompts()).as(what).isNotEmpty().allMatch(BadAnswersTest::oneOfThree);
      assertThat(Duties.of(scene.record(), scene.form, scene.context())).as(what).isNotNull();
      assertThat(scene.record().canonical().canonical()).as(what).isNotEmpty();
      for (Operation one : typed) {
        Operation.SetField set = (Operation.SetField) one;
        Field field = scene.record().field(set.at()).orElseThrow();
        assertThat(field.standing()).as(what).extracting(Answer::value).contains(set.value());
      }
    }
  }

  private static boolean oneOfThree(PromptState prompt) {
    return prompt.isOpen() || (prompt.isSettled() && !prompt.fault().isPresent());
  }

  private static Json any(Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0:
        return Json.NULL;
      case 1:
        return random.nextBoolean() ? Json.TRUE : Json.FALSE;
      case 2:
        return Json.of(random.nextInt(60) - 20);
      case 3:
        return new Json.Num(
            new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(40) - 10));
      case 4:
        return Json.of(text(random));
      case 5:
        return Json.of(List.of("yes", "no", "none", "2026-11-20", "high").get(random.nextInt(5)));
      case 6:
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(any(random, depth - 1));
        }
        return Json.list(items);
      default:
        Json.Builder object = Json.object();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.put(
              List.of("grade", "reasons", "code", "words", text(random)).get(random.nextInt(5)),
              any(random, depth - 1));
        }
        return object.build();
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(random.nextInt(4) == 0 ? 0x1F600 : 1 + random.nextInt(0x2FF));
    }
    return text.toString();
  }
}
