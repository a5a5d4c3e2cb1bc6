package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.reading.Reading;

/** What counts as an answer under reading 2, and that reading 1 stays as it was. */
class SecondReadingTest {
  private static final Form FIRST = at(1);
  private static final Form SECOND = at(2);

  private static Form at(int reading) {
    Json.Obj resolved = Scene.FORMS.get("domestic-abuse").resolved();
    List<Json> fields = new ArrayList<>();
    for (Json field : resolved.items("fields")) {
      Json.Obj one = (Json.Obj) field;
      boolean described = one.text("name").orElse("").equals("demeanour");
      fields.add(described ? one.with("least", Json.of("words")) : one);
    }
    return FormCodec.read(
        resolved.with("fields", Json.list(fields)).with("reading", Json.of(reading)));
  }

  private static Scene withChild(Form form) {
    Scene scene = new Scene(form);
    FieldPath child = scene.add("child", "name", "Ann");
    scene.answer(child, "dob", "2019-02-28");
    scene.answer(child, "seen", "yes");
    scene.answer(child, "here", "yes");
    scene.answer(child, "spoken", "yes");
    return scene;
  }

  private static FieldPath child(Scene scene) {
    return Incident.of(scene.record()).children().get(0).at();
  }

  private static void say(Scene scene, String words) {
    scene.about(child(scene), "statement", "words", words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "\u00a0", "\u200b", "\ufeff", "\u3164", ".", "-", "?", "…", "\u0301"})
  void aStatementThatSaysNothingIsNoWordsOfTheChild(String words) {
    Scene first = withChild(FIRST);
    say(first, words);
    assertThat(first.prompt("child-words", child(first)).isSettled()).isTrue();

    Scene scene = withChild(SECOND);
    say(scene, words);
    PromptState prompt = scene.prompt("child-words", child(scene));
    assertThat(prompt.isOpen()).isTrue();
    assertThat(prompt.fault()).contains("An entry was added for this that says nothing yet.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No", "None", "Same", "X", "不", "7"})
  void oneWordOfTheChildIsItsAnswerWhateverItIs(String words) {
    Scene scene = withChild(SECOND);
    say(scene, words);
    assertThat(scene.prompt("child-words", child(scene)).isSettled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How does Leo seem: calm, frightened, withdrawn, clinging?",
        "how does LEO seem – calm frightened withdrawn clinging",
        "How does {name} seem: calm, frightened, withdrawn, clinging?"
      })
  void theQuestionGivenBackIsNoAnswer(String typed) {
    Scene scene = withChild(SECOND);
    scene.answer(child(scene), "name", "Leo", "demeanour", typed);
    PromptState prompt = scene.prompt("child-demeanour", child(scene));
    assertThat(prompt.isOpen()).isTrue();
    assertThat(prompt.fault()).hasValueSatisfying(f -> assertThat(f).contains("the question"));
    scene.answer(child(scene), "demeanour", "Calm; not frightened, withdrawn or clinging");
    assertThat(scene.prompt("child-demeanour", child(scene)).isSettled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"n/a", "as above", "See BWV.", "ditto"})
  void whatPointsElsewhereIsNoWordOfTheChild(String words) {
    Scene scene = withChild(SECOND);
    say(scene, words);
    assertThat(scene.prompt("child-words", child(scene)).isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "fine", "ok ok", "N/A", "unknown", "-", "\u200b\u00a0"})
  void aDescriptionTakesMoreThanAWord(String typed) {
    Scene scene = withChild(SECOND);
    scene.answer(child(scene), "demeanour", typed);
    assertThat(scene.prompt("child-demeanour", child(scene)).isOpen()).isTrue();
    assertThat(scene.prompt("child-demeanour", child(scene)).fault()).isPresent();
    scene.answer(child(scene), "demeanour", "Quiet, held her sister");
    assertThat(scene.prompt("child-demeanour", child(scene)).isSettled()).isTrue();
  }

  @Test
  void otherIsNoReasonWithoutWordsThatSayWhy() {
    for (String words : List.of("", ".", "\u00a0", "n/a", "None")) {
      Scene scene = withChild(SECOND);
      FieldPath reason = child(scene).field("reason.child-words");
      scene.set(reason, Json.object().put("code", "other").put("words", words).build());
      assertThat(scene.prompt("child-words", child(scene)).fault()).as(words).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "place, Zo\u00eb's house, Zoe\u0308's house",
    "place, ' 7 Hill Road', '7 Hill Road\u00a0'",
    "happened, 2026-11-20T17:30Z, 2026-11-20T17:30:00.00Z",
    "happened, 2026-11-20T17:30Z, 2026-11-20T18:30+01:00",
    "happened, 2026-11-20T17:30:00.50Z, 2026-11-20T17:30:00.5+00:00"
  })
  void answersThatMeanTheSameAreOneAnswerTwiceConfirmed(String field, String one, String other) {
    Scene scene = twice(SECOND, field, one, other);
    IncidentRecord record = scene.record();
    assertThat(record.field(new FieldPath(field)).orElseThrow().isContradicted()).isTrue();
    assertThat(Reading.of(SECOND).contradictions(record)).isEmpty();
    assertThat(Reading.of(FIRST).contradictions(record)).hasSize(1);
    assertThat(Reading.of(SECOND).view(record).field(new FieldPath(field)).orElseThrow().agreed())
        .contains(Json.of(one));
    assertThat(Reading.of(FIRST).view(record)).isSameAs(record);
  }

  @ParameterizedTest
  @CsvSource({
    "place, 7 Hill Road, 7 hill road",
    "place, 7  Hill Road, 7 Hill Road",
    "place, 2026-11-20T17:30Z, 2026-11-20T18:30+01:00",
    "reference, 0012345, 12345",
    "happened, 2026-11-20T17:30:00.1Z, 2026-11-20T17:30:00.2Z",
    "happened, 2026-11-20T17:30Z, 2026-11-20T17:30+01:00"
  })
  void whatOnlyLooksTheSameStaysAContradiction(String field, String one, String other) {
    Scene scene = twice(SECOND, field, one, other);
    assertThat(Reading.of(SECOND).contradictions(scene.record())).hasSize(1);
  }

  private static Scene twice(Form form, String field, String one, String other) {
    Scene scene = new Scene(form);
    scene.as("pc.1").setBlind(new FieldPath(field), one);
    scene.as("pc.2").setBlind(new FieldPath(field), other);
    return scene;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2019",
        "May 2019",
        "5",
        "12/11/10",
        "2019-2-29",
        "2019-02-29",
        "about 5",
        "2019-02",
        "２０１９-02-28",
        " 2019-02-28",
        "2019-02-28T00:00Z"
      })
  void whatIsNoFullDateIsAFaultAndNobodysAge(String typed) {
    Scene scene = new Scene(SECOND);
    FieldPath child = scene.add("child", "name", "Ann");
    scene.answer(child, "dob", typed);
    assertThat(scene.prompt("child-born", child).isOpen()).isTrue();
    assertThat(scene.prompt("child-born", child).fault())
        .contains("This needs a day, such as 2026-11-22.");
    assertThat(facts(scene, child).at("age")).isNull();
    assertThat(facts(scene, child).at("dob")).isNull();
  }

  private static SubjectFacts facts(Scene scene, FieldPath entry) {
    SubjectFacts found =
        new RecordFacts(scene.record(), scene.form, scene.context()).subject(entry.text());
    assertThat(found).isNotNull();
    return found;
  }

  @Test
  void aChildOf17IsAChildWhenTheRecordIsOpenedOnTheBirthday() {
    for (Form form : List.of(FIRST, SECOND)) {
      Scene scene = new Scene(form);
      FieldPath child = scene.add("child", "name", "Ann");
      scene.answer("happened", "2026-11-27T20:00Z");
      scene.answer(child, "dob", "2008-11-28");
      scene.knowing(Context.at(Days.moment("2026-11-28T09:00Z").orElseThrow(), "2026-11-28"));
      PromptState born = scene.prompt("child-born", child);
      assertThat(born.isSettled()).isEqualTo(form == SECOND);
      assertThat(facts(scene, child).at("age")).isEqualTo(Json.of(17));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-30T22:30Z",
        "2026-06-30T23:30+01:00",
        "2026-07-01T00:30+02:00",
        "2026-06-30T12:30-10:00"
      })
  void theDayOfTheIncidentIsTheOneInTheUnitedKingdomHoweverItIsSpelt(String happened) {
    Scene scene = new Scene(SECOND);
    FieldPath child = scene.add("child", "name", "Ann");
    scene.answer(child, "dob", "2016-07-01");
    scene.answer("happened", happened);
    assertThat(facts(scene, child).at("age")).isEqualTo(Json.of(9));
    scene.answer("happened", "2026-06-30T23:30Z");
    assertThat(facts(scene, child).at("age")).isEqualTo(Json.of(10));
  }

  @Test
  void aHandsetWhoseClockBeganIn1970KnowsTheAgeAndCallsNothingTheFuture() {
    Scene scene = new Scene(SECOND);
    FieldPath child = scene.add("child", "name", "Ann");
    scene.answer("happened", "2026-11-20T20:00Z");
    scene.answer(child, "dob", "2019-02-28");
    scene.knowing(Context.at(1_000, "1970-01-01"));
    assertThat(facts(scene, child).at("age")).isEqualTo(Json.of(7));
    assertThat(scene.prompt("child-born", child).isSettled()).isTrue();
    assertThat(scene.prompt("happened").isSettled()).isTrue();
  }
}
