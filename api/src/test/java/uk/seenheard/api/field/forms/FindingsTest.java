package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.form.FindingsTable;
import uk.seenheard.sync.form.Form;

/** Keeps the table api/FINDINGS.md in step with the forms that the server serves. */
class FindingsTest {
  private static final Path PAGE = Path.of("FINDINGS.md");
  private static final String BEGIN = "<!-- findings: written by FindingsTest.main -->\n";
  private static final String END = "<!-- end of findings -->";
  private static final List<Form> FORMS =
      List.copyOf(FormShelf.shipped(new JacksonJsonReader()).newest());

  /** Writes the table anew; run it in the folder api. */
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + FindingsTable.markdown(FORMS)
            + text.substring(text.indexOf(END)));
  }

  @Test
  void tableIsTheOneOfTheForms() throws IOException {
    String text = Files.readString(PAGE);
    assertThat(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)))
        .isEqualTo(FindingsTable.markdown(FORMS));
  }

  @Test
  void everyFindingFromF1ToF27HasAPromptOfAServedForm() {
    for (int number = 1; number <= 27; number++) {
      String finding = "F" + number;
      assertThat(FORMS)
          .as(finding)
          .anyMatch(
              form -> form.prompts().stream().anyMatch(prompt -> prompt.finding().equals(finding)));
    }
  }
}
