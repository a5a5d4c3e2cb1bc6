package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import uk.seenheard.sync.form.ShippedForms;

/** {@code forms check}: a bad file for each fault, and the sentence that names it. */
class FormsCommandTest {
  private static final String FORM =
      String.join(
          "\n",
          "{'id': 'small', 'version': 2, 'title': 'Small', 'shares': ['force?'],",
          "'codes': {'yes-no': [{'code': 'yes', 'label': 'Yes'}, {'code': 'no', 'label': 'No'}],",
          "'why-not': [{'code': 'other', 'label': 'Other', 'words': true}]},",
          "'fields': [",
          "{'of': 'child', 'name': 'here', 'label': 'Here', 'type': 'code', 'codes': 'yes-no'},",
          "{'of': 'child', 'name': 'seen', 'label': 'Seen', 'type': 'code', 'codes': 'yes-no'}],",
          "'prompts': [",
          "{'id': 'child-seen', 'finding': 'F2', 'each': 'child', 'stage': 'child',",
          "'weight': 'must', 'when': {'==': [{'var': 'here'}, 'yes']},",
          "'question': 'Have you seen {name}?', 'why': 'Nobody had.', 'asks': 'seen',",
          "'reasons': 'why-not', 'source': 'F2'}]}",
          "");

  @TempDir Path folder;
  private final StringWriter said = new StringWriter();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text.replace('\'', '"'));
  }

  private int check(Object... words) {
    List<String> args = new ArrayList<>(List.of("check"));
    for (Object word : words) {
      args.add(word.toString());
    }
    return new CommandLine(new FormsCommand())
        .setErr(new PrintWriter(said, true))
        .execute(args.toArray(new String[0]));
  }

  private void refuses(Path file, String line) {
    assertThat(check(file)).isEqualTo(1);
    assertThat(said.toString().split("\n", -1)).contains(file + ":" + line);
  }

  @Test
  void theNineShippedFormsAreSound() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String id : ShippedForms.IDS) {
      files.add(Files.writeString(folder.resolve(id + ".json"), FormShelf.file(id + ".json")));
    }
    assertThat(check(files.toArray())).as(said.toString()).isZero();
    assertThat(said.toString()).contains("Nothing is wrong in 9 files");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'var': 'here'|'var': 'hear'|8: prompts child-seen, when: there is no field \"hear\" of"
            + " child; name it as the form does",
        "{'==': [{'var': 'here'}, 'yes']}|{'and': [{'==': [{'var': 'here'}, 'yes']}, {'==':"
            + " [{'var': 'here'}, 'no']}]}|8: prompts child-seen, when: never holds, so nobody is"
            + " asked; correct or drop the prompt",
        "'name': 'seen'|'name': 'here'|5: fields child.here: the id is used twice; give one of"
            + " them another",
        "'finding': 'F2', ||8: prompts child-seen, finding: is missing; name what the inspections"
            + " found wanting, F1 to F34",
        "'asks': 'seen'|'asks': 'sene'|8: prompts child-seen, asks: there is no field \"sene\" of"
            + " child; name it as the form does",
        "{name}?|{nmae}?|8: prompts child-seen, question: there is no field \"nmae\" of child;"
            + " name it as the form does",
        "'yes']}|'yse']}|8: prompts child-seen, when: the field child.here has no code \"yse\"",
        "'reasons': 'why-not'|'reasons': 'because'|8: prompts child-seen, reasons: there is no"
            + " code list \"because\""
      })
  void aFaultIsNamedWithFileLineAndReason(String from, String to, String sentence)
      throws IOException {
    assertThat(FORM).contains(from);
    refuses(file("small.json", FORM.replace(from, to == null ? "" : to)), sentence);
  }

  @Test
  void anIdReusedWithAnotherMeaningIsNamedAgainstTheVersionBefore() throws IOException {
    Path before = file("small-1.json", FORM.replace("'version': 2", "'version': 1"));
    Path now = file("small.json", FORM.replace("'asks': 'seen'", "'asks': 'here'"));
    assertThat(check(now, "--previous", before)).isEqualTo(1);
    assertThat(said.toString())
        .contains(
            now
                + ":8: prompts child-seen: the id asked something else in version 1; take a new"
                + " id");
    assertThat(check(file("small.json", FORM), "--previous", before)).isZero();
  }

  @Test
  void brokenJsonIsNamedWithItsPlace() throws IOException {
    Path file = file("small.json", "{'id': 'small',\n'version': }");
    assertThat(check(file)).isEqualTo(1);
    assertThat(said.toString()).contains(file + ":", "file: the text is broken (line 2, column");
  }

  @Test
  void aPartOfTheForcesOwnIsSharedByItsFilesName() throws IOException {
    Path force =
        file(
            "force.json",
            "{'texts': {'dash.1': 'As licensed'}, 'prompts': [{'id': 'own', 'finding': 'F2',"
                + " 'each': 'child', 'stage': 'child', 'weight': 'should', 'question': 'Own?',"
                + " 'why': 'Ours.', 'asks': 'nothing', 'reasons': 'why-not',"
                + " 'source': 'F2'}]}");
    Path form = file("small.json", FORM);
    assertThat(check(form)).isZero();
    assertThat(check(form, "--part", force)).isEqualTo(1);
    assertThat(said.toString())
        .contains(force + ":1: prompts own, asks: there is no field \"nothing\" of child");
  }

  @Test
  void aFileThatIsNotThereIsNamedAndNothingElseIsWrong() {
    assertThat(check(folder.resolve("nowhere.json"))).isEqualTo(1);
    assertThat(said.toString()).startsWith("A file cannot be read: ").contains("nowhere.json");
  }
}
