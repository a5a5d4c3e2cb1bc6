package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.Fold;
import uk.seenheard.sync.merge.IncidentRecord;

/** An incident that officers recorded under versions 2, 3 and 4 of a form keeps every answer. */
class FormVersionsTest {
  private static final String INCIDENT = "0190a5c0-0000-7000-8000-000000000002";
  private static final FieldPath CHILD = new FieldPath("child/one");

  /** Version 2 asked {@code mood} and {@code state}, with the codes {@code y} and {@code n}. */
  private static final String TWO = form(2, "mood", "state", "y", "n", "");

  /** Version 3 renamed the codes. */
  private static final String THREE =
      form(3, "mood", "state", "yes", "no", "{\"of\": \"child\", \"from\": \"state\", " + codes());

  /** Version 4 moved both fields to other names. */
  private static final String FOUR =
      form(
          4,
          "demeanour",
          "safe",
          "yes",
          "no",
          "{\"of\": \"child\", \"from\": \"mood\", \"to\": \"demeanour\"},\n"
              + "{\"of\": \"child\", \"from\": \"state\", \"to\": \"safe\", "
              + codes());

  private final ChangeCodec codec = new ChangeCodec(Scene.READER, Scene.DIGESTS);
  private final List<Change> changes = new ArrayList<>();
  private int made;

  private static String codes() {
    return "\"codes\": {\"y\": \"yes\", \"n\": \"no\"}}";
  }

  private static String form(
      int version, String mood, String state, String yes, String no, String upcasts) {
    return ("{'id': 'moved', 'version': VERSION, 'title': 'Moved',\n"
            + "'codes': {'yes-no': [{'code': 'YES', 'label': 'Yes'}, {'code': 'NO', 'label':"
            + " 'No'}],\n"
            + "'why-not': [{'code': 'other', 'label': 'Other', 'words': true}]},\n"
            + "'fields': [{'of': 'child', 'name': 'MOOD', 'label': 'Mood', 'type': 'text'},\n"
            + "{'of': 'child', 'name': 'STATE', 'label': 'Safe', 'type': 'code', 'codes':"
            + " 'yes-no', 'graver': ['YES', 'NO']}],\n"
            + "'prompts': [{'id': 'mood-VERSION', 'finding': 'F4', 'each': 'child', 'stage':"
            + " 'child', 'weight': 'must', 'question': 'How does {name} seem?', 'why': 'Nobody"
            + " asked.', 'asks': 'MOOD', 'reasons': 'why-not'},\n"
            + "{'id': 'unsafe-VERSION', 'finding': 'F2', 'each': 'child', 'stage': 'child',"
            + " 'weight': 'must', 'when': {'==': [{'var': 'STATE'}, 'NO']}, 'question': 'What"
            + " help?', 'why': 'Nobody asked.', 'asks': 'MOOD', 'reasons': 'why-not'}],\n"
            + "'upcasts': [UPCASTS]}")
        .replace('\'', '"')
        .replace("VERSION", Integer.toString(version))
        .replace("MOOD", mood)
        .replace("STATE", state)
        .replace("YES", yes)
        .replace("NO", no)
        .replace("UPCASTS", upcasts);
  }

  private static Form read(String text) {
    return FormCodec.read((Json.Obj) Scene.READER.read(text));
  }

  private void change(int version, String author, Operation op) {
    made++;
    changes.add(
        codec.write(
            new Draft(
                INCIDENT,
                new FormRef("moved", version),
                author,
                "device-" + author,
                Hash.of("pass", Scene.DIGESTS),
                Scene.NOW + made,
                "boot",
                made,
                new Hlc(Scene.NOW + made, 0),
                List.of(op),
                String.format(Locale.ROOT, "%032x", made))));
  }

  private void set(int version, String author, String field, String value) {
    FieldPath at = CHILD.field(field);
    List<OperationId> over = record().field(at).map(Field::over).orElse(List.of());
    change(
        version, author, new Operation.SetField(at, Json.of(value), over, Optional.empty(), false));
  }

  private IncidentRecord record() {
    Fold fold = new Fold(INCIDENT, Scene.DIGESTS);
    changes.forEach(fold::add);
    return fold.record();
  }

  private static List<String> values(IncidentRecord record, String field) {
    return record.field(CHILD.field(field)).stream()
        .flatMap(held -> held.values().stream())
        .map(value -> ((Json.Text) value).value())
        .collect(Collectors.toList());
  }

  private List<String> settled(String text) {
    return Prompts.of(record(), read(text), Context.at(Scene.NOW, Scene.TODAY)).stream()
        .filter(PromptState::isSettled)
        .map(PromptState::prompt)
        .collect(Collectors.toList());
  }

  @Test
  void everyAnswerIsKeptAndEachVersionReadsIt() {
    change(2, "pc.1", new Operation.AddEntry(CHILD, Json.object().put("name", "Robin").build()));
    set(2, "pc.1", "mood", "Quiet");
    set(3, "pc.2", "state", "no");
    IncidentRecord stored = record();
    String bytes = stored.canonical().canonical();

    IncidentRecord now = Upcasts.view(stored, read(FOUR));
    assertThat(values(now, "demeanour")).containsExactly("Quiet");
    assertThat(values(now, "safe")).containsExactly("no");
    assertThat(settled(TWO)).containsExactly("mood-2");
    assertThat(settled(THREE)).containsExactly("mood-3", "unsafe-3");
    assertThat(settled(FOUR)).containsExactly("mood-4", "unsafe-4");

    assertThat(values(record(), "mood")).containsExactly("Quiet");
    assertThat(values(record(), "state")).containsExactly("no");
    assertThat(record().canonical().canonical()).isEqualTo(bytes);
  }

  @Test
  void anOlderCodeIsReadAsTheOneOfNow() {
    set(2, "pc.1", "state", "n");
    assertThat(values(Upcasts.view(record(), read(THREE)), "state")).containsExactly("no");
    assertThat(values(Upcasts.view(record(), read(FOUR)), "safe")).containsExactly("no");
    assertThat(values(record(), "state")).containsExactly("n");
  }

  @Test
  void valuesThatAnEntryWasAddedWithAreReadUnderTheNamesOfNow() {
    change(
        2,
        "pc.1",
        new Operation.AddEntry(
            CHILD, Json.object().put("mood", "Quiet").put("state", "n").build()));
    assertThat(settled(FOUR)).containsExactly("mood-4", "unsafe-4");
  }

  @Test
  void anAnswerUnderTheNameOfNowTakesTheOlderOnesPlaceAndTheOlderStaysInTheRecord() {
    set(2, "pc.1", "mood", "Quiet");
    set(4, "pc.2", "demeanour", "Crying");
    IncidentRecord now = Upcasts.view(record(), read(FOUR));
    assertThat(values(now, "demeanour")).containsExactly("Crying");
    assertThat(now.field(CHILD.field("demeanour")).orElseThrow().replaced()).hasSize(1);
    assertThat(values(record(), "mood")).containsExactly("Quiet");
  }

  @Test
  void anOlderHandsetThatAnswersLaterStandsBesideUntilAPersonSettlesIt() {
    set(4, "pc.2", "safe", "yes");
    set(2, "pc.1", "state", "n");
    IncidentRecord now = Upcasts.view(record(), read(FOUR));
    assertThat(now.field(CHILD.field("safe")).orElseThrow().isContradicted()).isTrue();
    change(2, "pc.1", new Operation.AddEntry(CHILD, Json.EMPTY));
    assertThat(
            Prompts.of(record(), read(FOUR), Context.at(Scene.NOW, Scene.TODAY)).stream()
                .map(PromptState::prompt))
        .as("the graver answer acts")
        .contains("unsafe-4");
    set(4, "pc.2", "safe", "no");
    assertThat(values(Upcasts.view(record(), read(FOUR)), "safe")).containsExactly("no");
  }

  @Test
  void aFormThatRenamesNothingReadsTheVerySameRecord() {
    set(2, "pc.1", "mood", "Quiet");
    IncidentRecord record = record();
    assertThat(Upcasts.view(record, read(TWO))).isSameAs(record);
  }
}
