package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;

/**
 * Each child has a voice of their own, whoever wrote it down, with whatever version of the form.
 */
class VoiceTest {
  private final Scene scene = new Scene("domestic-abuse");
  private final FieldPath mia = scene.add("child", "name", "Mia");
  private final FieldPath leo = scene.add("child", "name", "Leo");

  private List<String> flagged() {
    return scene.prompts().stream()
        .filter(prompt -> prompt.prompt().equals("child-own-voice"))
        .map(PromptState::question)
        .collect(Collectors.toList());
  }

  @Test
  void aTextThatWasCopiedFromOneSiblingToAnotherIsFlaggedForBoth() {
    scene.answer(mia, "demeanour", "Quiet, looks at the door all the time");
    assertThat(flagged()).isEmpty();
    scene.answer(leo, "demeanour", " quiet, LOOKS at the door all the time");
    assertThat(flagged())
        .containsExactly(
            "Mia's demeanour reads the same as Leo's: write each in its own words, or say what"
                + " makes it true of both.",
            "Leo's demeanour reads the same as Mia's: write each in its own words, or say what"
                + " makes it true of both.");
    scene.answer(leo, "demeanour", "Loud, laughs and does not look at the door");
    assertThat(flagged()).isEmpty();
  }

  /** What says that nobody spoke, or where else it stands, is nobody's voice (findings F3, F5). */
  @Test
  void whatSaysThatAChildWasNotHeardIsNoChildsWords() {
    for (String report :
        List.of(
            "Child not spoken to",
            "REFUSED.",
            "Did not speak to police",
            "Nil disclosures made",
            "Spoke to child - no disclosures",
            "the child was asleep",
            "see body worn video",
            "As per log",
            "as his sister")) {
      Scene asked = new Scene("domestic-abuse");
      FieldPath child = asked.add("child", "name", "Robin");
      asked.answer(child, "seen", "yes").about(child, "statement", "words", report);
      assertThat(isAskedFor(asked, child)).as(report).isTrue();
    }
    for (String said : List.of("Nothing", "No", "Asleep", "He refused to let me sleep", "Same")) {
      Scene asked = new Scene("domestic-abuse");
      FieldPath child = asked.add("child", "name", "Robin");
      asked.answer(child, "seen", "yes").about(child, "statement", "words", said);
      assertThat(isAskedFor(asked, child)).as(said).isFalse();
    }
  }

  private static boolean isAskedFor(Scene asked, FieldPath child) {
    return asked.prompts().stream()
        .filter(prompt -> prompt.subject().equals(Optional.of(child)))
        .filter(PromptState::isOpen)
        .anyMatch(prompt -> List.of("child-spoken", "child-words").contains(prompt.prompt()));
  }

  @Test
  void shortTextsAndOtherFieldsMayBeTheSame() {
    scene.answer(mia, "demeanour", "Calm").answer(leo, "demeanour", "Calm");
    scene.answer(mia, "school", "Hill Primary School, Elm Row");
    scene.answer(leo, "school", "Hill Primary School, Elm Row");
    scene.answer(mia, "behaviour", "Hums and looks out of the window");
    scene.answer(leo, "appearance", "Hums and looks out of the window");
    assertThat(flagged()).isEmpty();
  }

  @Test
  void wordsThatTwoChildrenAreSaidToHaveSpokenAreFlagged() {
    scene.about(mia, "statement", "words", "Daddy shouted and Mummy fell");
    scene.about(leo, "statement", "words", "Daddy shouted and Mummy fell");
    assertThat(flagged()).hasSize(2).allMatch(question -> question.contains("'s words reads"));
  }

  @Test
  void oneSentenceForAllThatIsAskedOfAChildIsFlagged() {
    scene.answer(mia, "demeanour", "Child seen and spoken to, all in order");
    scene.answer(mia, "behaviour", "Child seen and spoken to. All in order!");
    assertThat(flagged())
        .containsExactly(
            "Mia's behaviour reads the same as the demeanour: write each in its own words, or say"
                + " what makes it true of both.");
    assertThat(scene.prompt("child-own-voice", mia).blocksAuthorisation()).isTrue();
    scene.answer(mia, "ownVoice", "yes");
    assertThat(flagged()).as("a tap is no word").hasSize(1);
    assertThat(scene.prompt("child-own-voice", mia).isOpen()).isTrue();
    scene.answer(mia, "ownVoiceWhy", "She rocked on the stairs, all the time");
    assertThat(scene.prompt("child-own-voice", mia).isSettled()).isTrue();
  }

  @Test
  void aChildsWordsMayBeTheirWishesAndStandInTheirNotice() {
    scene.about(mia, "statement", "words", "I want to sleep in my own bed");
    scene.answer(mia, "spoken", "yes", "wishes", "I want to sleep in my own bed");
    scene.about(mia, "referral", "kind", "ppn", "childSaid", "I want to sleep in my own bed");
    assertThat(flagged()).isEmpty();
  }

  @Test
  void aNoticeThatSaysOfOneChildWhatAnotherSaidIsFlagged() {
    for (FieldPath child : List.of(mia, leo)) {
      scene.answer(child, "spoken", "yes");
      scene.about(child, "referral", "kind", "ppn", "childSaid", "He shouted and she fell");
    }
    assertThat(flagged()).hasSize(2);
    scene.answer(mia, "spoken", "no").answer(leo, "spoken", "no");
    assertThat(flagged()).as("nobody has spoken to either: that may be said alike").isEmpty();
  }

  @Test
  void wordsThatAreRecordedSayThatSomebodySpokeToTheChild() {
    assertThat(scene.prompt("child-spoken", mia).isOpen()).isTrue();
    scene.about(mia, "statement", "words", "I hid behind the sofa");
    assertThat(scene.open(mia)).noneMatch(open -> open.contains("child-spoken"));
    assertThat(scene.open(mia)).anyMatch(open -> open.contains("child-wishes"));
    assertThat(scene.prompt("child-spoken", leo).isOpen()).as("nobody spoke to him").isTrue();
    scene.about(leo, "statement", "words", "...");
    assertThat(scene.prompt("child-spoken", leo).isOpen()).as("a mark is no word").isTrue();
    scene.answer(mia, "spoken", "no");
    assertThat(scene.prompt("child-spoken", mia).isOpen()).as("her words say otherwise").isTrue();
  }

  @Test
  void everyAnswerOfANewerFormIsKeptAndAnOlderOneAsksWhatItKnows() {
    Json.Obj newer = scene.form.resolved().with("version", Json.of(scene.form.version() + 1));
    Form next = FormCodec.read(newer);
    scene.answer(mia, "safe", "yes", "fromTheFuture", "kept");
    scene.answer(mia, "seen", "by-drone");
    assertThat(scene.record().field(mia, "fromTheFuture").orElseThrow().agreed())
        .contains(Json.of("kept"));
    assertThat(scene.prompt("child-safe", mia).isSettled()).isTrue();
    assertThat(scene.prompt("child-seen", mia).isOpen()).isTrue();
    assertThat(scene.record().field(mia, "seen").orElseThrow().agreed())
        .contains(Json.of("by-drone"));
    assertThat(Prompts.of(scene.record(), next, scene.context())).isEqualTo(scene.prompts());
  }
}
