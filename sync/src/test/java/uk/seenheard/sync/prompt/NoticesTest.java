package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
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

  private static FieldPath said(Scene scene, FieldPath child, String words) {
    return scene.about(child, "statement", "words", words, "question", "What happened?");
  }

  private static void carries(Scene scene, FieldPath notice, FieldPath statement, String answer) {
    scene.set(notice.field("carries." + statement.name()), answer);
  }

  @Test
  void aNoticeIsAskedForEachOfTheWordsOfItsChildAndOfNoOther() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath mia = scene.add("child", "name", "Mia");
    FieldPath noah = scene.add("child", "name", "Noah");
    FieldPath one = said(scene, mia, "I hid under the bed");
    said(scene, noah, "Daddy roared");
    FieldPath silent = scene.about(mia, "statement", "question", "What happened?");
    FieldPath notice = scene.about(mia, "referral", "kind", "ppn");
    FieldPath school = scene.about(mia, "referral", "kind", "encompass");
    PromptState asked = scene.prompt("notice-carries." + one.name(), notice);
    assertThat(asked.question())
        .isEqualTo("Do these words go with the notice: “I hid under the bed”?");
    assertThat(asked.blocksAuthorisation()).isTrue();
    assertThat(scene.open(notice)).filteredOn(id -> id.contains("notice-carries")).hasSize(1);
    assertThat(scene.open(school)).noneMatch(id -> id.contains("notice-carries"));
    assertThat(scene.open(notice)).as("words say more").doesNotContain("F5 notice-child-said");

    carries(scene, notice, one, "yes");
    assertThat(scene.open(notice)).noneMatch(id -> id.startsWith("F5"));
    scene.answer(silent, "words", "And then the door slammed");
    assertThat(scene.open(notice))
        .as("words that come later are asked for too")
        .contains("F5 notice-carries." + silent.name());
    assertThat(Notices.of(scene.record()).get(0).said()).containsExactly(one);
  }

  @Test
  void thatNoneOfTheChildsWordsGoWithTheNoticeIsReadByASupervisor() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath mia = scene.add("child", "name", "Mia");
    FieldPath words = said(scene, mia, "I like dinosaurs");
    FieldPath notice = scene.about(mia, "referral", "kind", "ppn", "childSaid", "See the log");
    String prompt = "notice-carries." + words.name();
    carries(scene, notice, words, "no");
    assertThat(scene.prompt(prompt, notice).isOpen())
        .as("a text does not stand in for the words")
        .isTrue();
    OperationId reason =
        scene.reason(scene.prompt(prompt, notice), "not-about-this", "She spoke of a toy only");
    assertThat(scene.prompt(prompt, notice).blocksAuthorisation()).isTrue();
    scene.decide("accept-reason", scene.prompt(prompt, notice), reason);
    assertThat(scene.prompt(prompt, notice).blocksAuthorisation()).isFalse();

    FieldPath more = said(scene, mia, "I hid under the bed");
    carries(scene, notice, more, "yes");
    assertThat(scene.prompt(prompt, notice).isSettled()).as("others go").isTrue();
  }

  @Test
  void whatWasCrossedOutGoesWithNoNotice() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath mia = scene.add("child", "name", "Mia");
    FieldPath first = said(scene, mia, "I hid under the bed");
    FieldPath other = said(scene, mia, "He threw a plate");
    FieldPath notice = scene.about(mia, "referral", "kind", "ppn");
    carries(scene, notice, first, "yes");
    carries(scene, notice, other, "no");
    assertThat(scene.open(notice)).noneMatch(id -> id.contains("notice-carries"));
    scene.put(
        new Operation.StrikeEntry(
            first,
            "Noted twice",
            scene.record().entries().get(first).added().stream()
                .map(added -> added.by().id())
                .toList(),
            scene.record().frontier()));
    assertThat(Notices.of(scene.record()).get(0).said()).isEmpty();
    assertThat(scene.open(notice)).contains("F5 notice-carries." + other.name());
  }

  @Test
  void whileOfficersDifferTheWordsGoWithIt() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath mia = scene.add("child", "name", "Mia");
    FieldPath words = said(scene, mia, "I hid under the bed");
    FieldPath notice = scene.about(mia, "referral", "kind", "ppn");
    scene.setBlind(notice.field("carries." + words.name()), "yes");
    scene.as("pc.2").setBlind(notice.field("carries." + words.name()), "no");
    assertThat(Notices.of(scene.record()).get(0).said()).containsExactly(words);
    assertThat(scene.open(notice)).noneMatch(id -> id.contains("notice-carries"));
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
