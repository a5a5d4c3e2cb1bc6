package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.ShippedForms;

class FormCheckTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();

  private static final String PROMPT =
      "{\"id\": \"seen\", \"finding\": \"F2\", \"each\": \"child\", \"stage\": \"child\",\n"
          + "\"weight\": \"must\", \"when\": {\"==\": [{\"var\": \"here\"}, \"yes\"]},\n"
          + "\"question\": \"Have you seen {name}?\", \"why\": \"Nobody had.\", \"asks\":"
          + " \"seen\",\n"
          + "\"reasons\": \"why-not\", \"source\": \"F2\"}";
  private static final String FORM =
      "{\"id\": \"small\", \"version\": 2, \"title\": \"Small\",\n"
          + "\"codes\": {\"yes-no\": [{\"code\": \"yes\", \"label\": \"Yes\"},\n"
          + "{\"code\": \"no\", \"label\": \"No\"}],\n"
          + "\"why-not\": [{\"code\": \"other\", \"label\": \"Other\", \"words\": true}]},\n"
          + "\"fields\": [\n"
          + "{\"of\": \"child\", \"name\": \"here\", \"label\": \"Here\", \"type\": \"code\",\n"
          + "\"codes\": \"yes-no\"},\n"
          + "{\"of\": \"child\", \"name\": \"seen\", \"label\": \"Seen\", \"type\": \"code\",\n"
          + "\"codes\": \"yes-no\"}],\n"
          + "\"facts\": [],\n"
          + "\"prompts\": [\n"
          + PROMPT
          + "]}";

  static List<String> shipped() {
    return ShippedForms.IDS;
  }

  private static List<FormFault> check(String text) {
    return FormCheck.of(new FormSource("small", text), List.of(), Optional.empty(), READER);
  }

  private static String faults(String text) {
    return check(text).stream().map(FormFault::toString).collect(Collectors.joining("\n"));
  }

  private static String change(String from, String to) {
    assertThat(FORM).contains(from);
    return FORM.replace(from, to);
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedFormIsSound(String id) {
    List<FormSource> parts =
        ShippedForms.PARTS.stream()
            .map(part -> new FormSource(part, FormShelf.file(part + ".json")))
            .collect(Collectors.toList());
    assertThat(
            FormCheck.of(
                new FormSource(id, FormShelf.file(id + ".json")), parts, Optional.empty(), READER))
        .isEmpty();
  }

  @Test
  void aSoundFormHasNoFault() {
    assertThat(check(FORM)).isEmpty();
  }

  @Test
  void anUnknownFieldInAConditionIsNamedWithFileAndLine() {
    assertThat(faults(change("{\"var\": \"here\"}", "{\"var\": \"hear\"}")))
        .isEqualTo(
            "small:12: prompts seen, when: there is no field \"hear\" of child;"
                + " name it as the form does");
  }

  @Test
  void anUnknownFieldInAQuestionIsFound() {
    assertThat(faults(change("{name}", "{nmae}"))).contains("prompts seen, question", "\"nmae\"");
  }

  @Test
  void aPromptThatNobodyIsEverAskedIsFound() {
    assertThat(
            faults(
                change(
                    "{\"==\": [{\"var\": \"here\"}, \"yes\"]}",
                    "{\"and\": [{\"==\": [{\"var\": \"here\"}, \"yes\"]},"
                        + "{\"==\": [{\"var\": \"here\"}, \"no\"]}]}")))
        .contains("small:12: prompts seen, when: never holds");
  }

  @Test
  void anIdThatIsUsedTwiceIsFound() {
    assertThat(faults(change(PROMPT, PROMPT + ",\n" + PROMPT)))
        .contains("prompts seen: the id is used twice");
    assertThat(faults(change("\"name\": \"seen\"", "\"name\": \"here\"")))
        .contains("fields child.here: the id is used twice");
    assertThat(faults(change("\"code\": \"no\"", "\"code\": \"yes\"")))
        .contains("codes yes-no, yes: the code is used twice");
  }

  @Test
  void aMissingOrUnknownFindingIsFound() {
    assertThat(faults(change("\"finding\": \"F2\", ", "")))
        .contains("prompts seen, finding: is missing");
    assertThat(faults(change("\"F2\"", "\"F99\""))).contains("\"F99\" is none of F1 to F34");
  }

  @Test
  void anIdReusedWithAnotherMeaningIsFound() {
    Form before =
        FormCodec.read((Json.Obj) READER.read(change("\"version\": 2", "\"version\": 1")));
    FormSource now = new FormSource("small", change("\"asks\": \"seen\"", "\"asks\": \"here\""));
    assertThat(FormCheck.of(now, List.of(), Optional.of(before), READER))
        .extracting(FormFault::reason)
        .containsExactly("the id asked something else in version 1; take a new id");
    FormSource retyped =
        new FormSource(
            "small",
            change(
                "\"label\": \"Here\", \"type\": \"code\"",
                "\"label\": \"Here\", \"type\": \"codes\""));
    assertThat(FormCheck.of(retyped, List.of(), Optional.of(before), READER))
        .extracting(FormFault::where)
        .contains("fields child.here, type");
  }

  @Test
  void aVersionThatDoesNotGrowIsFound() {
    Form before = FormCodec.read((Json.Obj) READER.read(FORM));
    assertThat(FormCheck.of(new FormSource("small", FORM), List.of(), Optional.of(before), READER))
        .extracting(FormFault::where)
        .containsExactly("version");
  }

  @Test
  void aCodeThatTheFieldDoesNotHaveIsFound() {
    assertThat(faults(change("\"yes\"]}", "\"yse\"]}")))
        .contains("the field child.here has no code \"yse\"");
  }

  @Test
  void unknownTargetsAreFound() {
    assertThat(faults(change("\"asks\": \"seen\"", "\"asks\": \"sene\""))).contains("asks", "sene");
    assertThat(faults(change("\"asks\": \"seen\"", "\"adds\": {\"to\": \"ghost\"}")))
        .contains("there is no collection \"ghost\"");
    assertThat(faults(change("\"reasons\": \"why-not\"", "\"reasons\": \"because\"")))
        .contains("there is no code list \"because\"");
  }

  @Test
  void whatCannotBeReadIsNamedWithItsItem() {
    assertThat(faults(change("\"must\"", "\"perhaps\"")))
        .contains("small:12: prompts[0] seen.weight: \"perhaps\" is none of");
    assertThat(faults(change("{\"==\": [", "{\"=\": [")))
        .contains("JsonLogic has no operation \"=\"");
    assertThat(faults("{\"id\": ")).contains("small:1: file");
    assertThat(faults("[1]")).contains("is no JSON object");
    assertThat(faults(change("\"title\": \"Small\",", ""))).contains("title", "is missing");
    assertThat(faults(change("\"title\"", "\"shares\": [\"ghost\"], \"title\"")))
        .contains("there is no part named \"ghost\"");
  }

  @Test
  void upcastsToNowhereOrFromWhatStillIsAreNamedWithTheirLine() {
    String upcasts =
        "\"prompts\": [\n"
            + PROMPT
            + "],\n\"upcasts\": [{\"of\": \"child\", \"from\": \"met\", \"to\": \"seen\",\n"
            + "\"codes\": {\"y\": \"yes\"}}]}";
    String moved = FORM.substring(0, FORM.indexOf("\"prompts\"")) + upcasts;
    assertThat(faults(moved)).isEmpty();
    assertThat(faults(moved.replace("\"to\": \"seen\"", "\"to\": \"manner\"")))
        .isEqualTo(
            "small:16: upcasts child.met, to: there is no field \"manner\" of child;"
                + " name it as the form does");
    assertThat(faults(moved.replace("\"from\": \"met\"", "\"from\": \"here\"")))
        .isEqualTo(
            "small:16: upcasts child.here, from: is a field of this version too;"
                + " its answers would move");
    assertThat(faults(moved.replace("{\"y\": \"yes\"", "{\"y\": \"maybe\"")))
        .isEqualTo("small:16: upcasts child.met, codes: there is no code \"maybe\"");
    assertThat(faults(moved.replace("{\"y\": \"yes\"", "{\"no\": \"yes\"")))
        .contains("upcasts child.met, codes: \"no\" is a code of this version too");
  }
}
