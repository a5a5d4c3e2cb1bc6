package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** While nobody has chosen between forms, what each of them asks is asked. */
class OpenFormsTest {
  private static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001001";
  private static final Context NOW = Context.at(Scene.NOW, Scene.TODAY);
  private final List<Change> changes = new ArrayList<>();
  private final Pen pen = new Pen("PC 1");

  private static Form reading(int number, String id) {
    return FormCodec.read(Scene.FORMS.get(id).resolved().with("reading", Json.of(number)));
  }

  private static Function<FormRef, Optional<Form>> shelf(int reading) {
    return ref ->
        Optional.ofNullable(Scene.FORMS.get(ref.id())).map(form -> reading(reading, form.id()));
  }

  private OpenFormsTest through(String form, Operation... ops) {
    Draft draft = pen.draft(ops);
    changes.add(
        Pen.CODEC.write(
            new Draft(
                draft.incident(),
                new FormRef(form, 1),
                draft.author(),
                draft.device(),
                draft.pass(),
                draft.wall(),
                draft.boot(),
                draft.elapsed(),
                draft.hlc(),
                draft.ops(),
                draft.nonce())));
    return this;
  }

  private IncidentRecord record() {
    return Fold.of(Pen.INCIDENT, changes, Pen.DIGESTS);
  }

  private static List<String> ids(List<PromptState> prompts) {
    return prompts.stream().map(PromptState::prompt).collect(Collectors.toList());
  }

  private List<PromptState> prompts(int reading) {
    return OpenForms.of(record(), shelf(reading)).prompts(record(), NOW);
  }

  @Test
  void aColleaguesSingleAnswerUnderAnotherFormTakesNoDutyAway() {
    through("domestic-abuse", Pen.add(CHILD), Pen.set("childrenLiving", Json.of(1)));
    List<String> domestic = ids(prompts(2));
    List<String> duties = duties();
    through("general-incident", Pen.set("place", "7 Hill Road"));
    assertThat(ids(prompts(2))).containsAll(domestic).startsWith(OpenForms.WHICH);
    assertThat(duties()).containsAll(duties);
    PromptState which = prompts(2).get(0);
    assertThat(which.blocksAuthorisation()).isTrue();
    assertThat(which.asks()).contains(IncidentForms.FIELD);
    assertThat(which.question()).contains("domestic-abuse").contains("general-incident");
  }

  private List<String> duties() {
    return OpenForms.of(record(), shelf(2)).duties(record(), NOW).stream()
        .map(duty -> duty.duty() + duty.subject())
        .collect(Collectors.toList());
  }

  @Test
  void thePromptsOfEachFormApplyOnceEachAndInHallwayOrder() {
    through("domestic-abuse", Pen.add(CHILD), Pen.set("childrenLiving", Json.of(1)));
    through("missing-child", Pen.set(CHILD + "/missing", "yes"));
    List<PromptState> both = prompts(2);
    for (String id : List.of("domestic-abuse", "missing-child")) {
      assertThat(ids(both)).containsAll(ids(Prompts.of(record(), reading(2, id), NOW)));
    }
    assertThat(both.stream().map(p -> p.prompt() + p.subject()).distinct()).hasSize(both.size());
    assertThat(both.stream().map(PromptState::stage)).isSortedAccordingTo((a, b) -> a.compareTo(b));
  }

  @Test
  void aChoiceWithItsReasonLeavesOneFormsQuestions() {
    through("domestic-abuse", Pen.add(CHILD), Pen.set("childrenLiving", Json.of(1)));
    through("general-incident", Pen.set("place", "7 Hill Road"));
    through("general-incident", Pen.setBecause("He hit her", "form", "domestic-abuse"));
    assertThat(ids(prompts(2)))
        .isEqualTo(ids(Prompts.of(record(), reading(2, "domestic-abuse"), NOW)));
  }

  @Test
  void anIncidentOfTheFirstReadingIsReadAsItAlwaysWas() {
    through("domestic-abuse", Pen.add(CHILD), Pen.set("childrenLiving", Json.of(1)));
    through("general-incident", Pen.set("place", "7 Hill Road"));
    String newest = record().form().map(FormRef::id).orElse("");
    assertThat(ids(prompts(1))).isEqualTo(ids(Prompts.of(record(), reading(1, newest), NOW)));
  }

  @Test
  void anUnknownFormIsNeverTakenForOneThatAsksNothing() {
    through("domestic-abuse", Pen.add(CHILD));
    through("of-another-force", Pen.set("place", "7 Hill Road"));
    OpenForms open = OpenForms.of(record(), shelf(2));
    assertThat(open.areKnown()).isFalse();
    assertThat(open.unknown()).extracting(FormRef::id).containsExactly("of-another-force");
    assertThat(ids(open.prompts(record(), NOW))).startsWith(OpenForms.WHICH).contains("child-name");
  }

  /** A field that two forms type differently is read by each for its own prompts. */
  @Test
  void aFieldTypedDifferentlyIsAFaultInEitherReadingAndTheFaultIsShown() {
    Map<String, Form> typed = Map.of("one", typed("one", "time"), "two", typed("two", "text"));
    Function<FormRef, Optional<Form>> shelf = ref -> Optional.ofNullable(typed.get(ref.id()));
    through("one", Pen.set("seenAt", "about six"));
    through("two", Pen.set("place", "here"));
    OpenForms open = OpenForms.of(record(), shelf);
    List<PromptState> asked = open.prompts(record(), NOW);
    assertThat(ids(asked)).containsExactly(OpenForms.WHICH, "seen-at");
    assertThat(asked.get(1).isOpen()).isTrue();
    assertThat(asked.get(1).fault())
        .contains("This needs a day and a time, such as 2026-11-22T03:10Z.");
    // Two spellings of a moment are one answer to the one and two to the other: both are shown.
    changes.clear();
    through("one", Pen.set("seenAt", "2026-11-20T17:30Z"));
    through("two", Pen.set("seenAt", "2026-11-20T18:30+01:00"));
    assertThat(OpenForms.of(record(), shelf).contradictions(record()))
        .extracting(Field::at)
        .containsExactly(new FieldPath("seenAt"));
  }

  private static Form typed(String id, String type) {
    String text =
        "{\"id\":\"%s\",\"version\":1,\"title\":\"T\",\"reading\":2,\"codes\":{\"no\":[{\"code\":\"other\",\"label\":\"Other\"}]},"
            + "\"fields\":[{\"name\":\"seenAt\",\"label\":\"Seen\",\"type\":\"%s\"}],"
            + "\"prompts\":[{\"id\":\"seen-at\",\"finding\":\"F1\",\"each\":\"incident\",\"stage\":\"rest\",\"order\":1,"
            + "\"weight\":\"must\",\"question\":\"When?\",\"why\":\"So.\",\"asks\":\"seenAt\",\"reasons\":\"no\"}]}";
    return FormCodec.read((Json.Obj) Scene.READER.read(String.format(Locale.ROOT, text, id, type)));
  }
}
