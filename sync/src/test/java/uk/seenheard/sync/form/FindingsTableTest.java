package uk.seenheard.sync.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.codec.JacksonJsonReader;

/** Keeps FINDINGS.md in step with the forms; run {@code main} to write it anew. */
class FindingsTableTest {
  private static final Path FILE = Path.of("FINDINGS.md");
  private static final List<Form> FORMS =
      ShippedForms.read(FormCheckTest::file, new JacksonJsonReader());

  public static void main(String[] args) throws IOException {
    Files.writeString(args.length == 0 ? FILE : Path.of(args[0]), text());
  }

  private static String text() {
    return "# What answers which finding\n\nGenerated from the forms by `FindingsTableTest.main`;"
        + " a test fails when it is out of date.\n\n"
        + FindingsTable.markdown(FORMS);
  }

  @Test
  void everyFindingFromF1ToF27HasAPromptThatServesIt() {
    for (int finding = 1; finding <= 27; finding++) {
      int number = finding;
      assertThat(FORMS)
          .as("F" + finding)
          .anyMatch(
              form -> form.prompts().stream().anyMatch(p -> p.finding().equals("F" + number)));
    }
  }

  @Test
  void theWrittenTableIsTheOneOfTheForms() throws IOException {
    assertThat(Files.readString(FILE, StandardCharsets.UTF_8)).isEqualTo(text());
  }
}
