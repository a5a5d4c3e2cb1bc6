package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.RiskGrade;

/** How high an incident was graded, and that nobody has. */
class RiskGradeTest {
  private static Json grade(String grade) {
    return Json.object().put("grade", grade).put("reasons", "As seen").build();
  }

  private static RiskGrade of(Scene scene) {
    return RiskGrade.of(Incident.of(scene.record()));
  }

  @ParameterizedTest
  @CsvSource({"high, high", "medium, medium", "standard, standard", "low, standard"})
  void gradeIsTheOneGiven(String given, String word) {
    Scene scene = new Scene("general-incident");
    scene.answer("risk", grade(given));
    assertThat(of(scene).word()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"''", "' '", "High", "severe", "not-graded", "__proto__"})
  void whatIsNoGradeGradesNothing(String given) {
    Scene scene = new Scene("general-incident");
    scene.answer("risk", grade(given));
    assertThat(of(scene).word()).isEqualTo("not-graded");
    assertThat(of(new Scene("general-incident"))).isEqualTo(RiskGrade.NOT_GRADED);
  }

  @Test
  void graverGradeOfAChildRaisesTheIncidentsButDoesNotStandInForIt() {
    Scene scene = new Scene("missing-child");
    FieldPath child = scene.add("child");
    scene.answer(child, "grade", grade("high"));
    assertThat(of(scene)).isEqualTo(RiskGrade.NOT_GRADED);
    scene.answer("risk", grade("standard"));
    assertThat(of(scene)).isEqualTo(RiskGrade.HIGH);
  }
}
