package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.form.Form;

/**
 * What a force adds to the forms from a file: texts under its licence, and questions of its own.
 */
class ForcePartTest {
  private static final JacksonJsonReader READER = new JacksonJsonReader();
  private static final String SOUND =
      "{\"texts\": {\"dash.1\": \"An invented question of an invented assessment?\"}}";
  private static final String FAULTY =
      "{\"prompts\": [{\"id\": \"ours\", \"finding\": \"F1\", \"each\": \"incident\","
          + " \"stage\": \"rest\", \"order\": 1, \"weight\": \"should\", \"question\": \"Ours?\","
          + " \"why\": \"Because.\", \"asks\": \"noSuchField\", \"reasons\": \"not-known\", \"source\": \"force\"}]}";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("ours.json"), text);
  }

  @Test
  void textsOfTheForceAreServedWithEveryForm() throws IOException {
    for (Form form : FormShelf.with(Optional.of(file(SOUND)), READER).newest()) {
      assertThat(form.texts())
          .as(form.id())
          .containsEntry("dash.1", "An invented question of an invented assessment?");
      assertThat(form.resolved().object("texts").text("dash.1")).isPresent();
    }
  }

  @Test
  void withoutAFileTheFormsAreWhatTheProductShips() throws IOException {
    assertThat(FormShelf.with(Optional.empty(), READER).newest())
        .hasSize(9)
        .allMatch(form -> form.texts().isEmpty());
  }

  @Test
  void faultyFileIsRefusedWithWhatIsWrongAndHowToSeeTheRest() throws IOException {
    Path file = file(FAULTY);
    assertThatThrownBy(() -> FormShelf.with(Optional.of(file), READER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noSuchField")
        .hasMessageContaining("forms check --part ours.json");
  }

  @Test
  void commandOfThatMessageNamesTheFaultByFileAndLine() throws IOException {
    assertThat(check(file(FAULTY))).contains("ours.json:1").contains("noSuchField");
    assertThat(check(file(SOUND))).contains("Nothing is wrong in 1 file");
  }

  private static String check(Path part) {
    StringWriter said = new StringWriter();
    CommandLine command = new CommandLine(new FormsCommand.Check());
    command.setErr(new PrintWriter(said, true));
    command.execute("--part", part.toString());
    return said.toString();
  }
}
