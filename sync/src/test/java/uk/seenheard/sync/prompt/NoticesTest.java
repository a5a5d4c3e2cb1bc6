package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Notices;

/** What the records system is told of a notice. */
class NoticesTest {
  private static Vouched standing(Object... values) {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    FieldPath notice = scene.about(child, "referral", "kind", "encompass");
    scene.answer(notice, values);
    return Notices.of(scene.record()).get(0).standing();
  }

  @Test
  void whatIsWrittenIsNotToldAndWhatIsToldNotConfirmed() {
    assertThat(standing()).isEqualTo(Vouched.WRITTEN);
    assertThat(standing("toldWho", "Mrs Ahmed, head", "toldBy", "phone"))
        .isEqualTo(Vouched.WRITTEN);
    Object[] told = {
      "toldWho", "Mrs Ahmed, head", "toldBy", "phone", "toldAt", "2026-11-20T23:00Z"
    };
    assertThat(standing(told)).isEqualTo(Vouched.TOLD);
    assertThat(
            standing(
                "toldWho",
                "Mrs Ahmed, head",
                "toldBy",
                "email",
                "toldAt",
                "2026-11-20T23:00Z",
                "receipt",
                "R-7"))
        .isEqualTo(Vouched.CONFIRMED);
  }

  @Test
  void aMarkAWordOrNoMomentTellsNobody() {
    for (String who : List.of("yes", ".", "school", "\u00a0")) {
      assertThat(standing("toldWho", who, "toldBy", "phone", "toldAt", "2026-11-20T23:00Z"))
          .as(who)
          .isEqualTo(Vouched.WRITTEN);
    }
    assertThat(standing("toldWho", "Mrs Ahmed, head", "toldBy", "phone", "toldAt", "yesterday"))
        .isEqualTo(Vouched.WRITTEN);
  }

  @Test
  void aNoticeThatWasEnteredAsToldIsTold() {
    Scene scene = new Scene("domestic-abuse");
    Recording.told(scene, scene.add("child"), "encompass");
    assertThat(Notices.of(scene.record()))
        .extracting(Notices.Notice::standing)
        .containsExactly(Vouched.TOLD);
  }
}
