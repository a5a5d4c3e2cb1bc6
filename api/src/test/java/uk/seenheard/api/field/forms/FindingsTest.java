package uk.seenheard.api.field.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.form.Form;

/** Keeps sync/FINDINGS.md in step with the forms that the server serves. */
class FindingsTest {
  private static final Path FILE = Path.of("..", "sync", "FINDINGS.md");
  private static final List<Form> FORMS = List.copyOf(FormShelf.shipped().newest());

  /** Writes the table anew; run it in the folder api. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(FILE, text());
  }

  private static String text() {
    return "# What answers which finding\n\nGenerated from the forms by `FindingsTest.main` of the"
        + " module `api`, where forms are authored; a test fails when it is out of date.\n\n"
        + FindingsTable.markdown(FORMS);
  }

  @Test
  void theWrittenTableIsTheOneOfTheForms() throws IOException {
    assertThat(Files.readString(FILE)).isEqualTo(text());
  }

  /** F16 is answered by returns and decisions; nobody is asked where no answer can come in yet. */
  @Test
  void everyFindingFromF1ToF27ButF16HasAPromptOfAServedForm() {
    for (int number = 1; number <= 27; number++) {
      String finding = "F" + (number == 16 ? 15 : number);
      assertThat(FORMS)
          .as(finding)
          .anyMatch(
              form -> form.prompts().stream().anyMatch(prompt -> prompt.finding().equals(finding)));
    }
  }
}
