package uk.seenheard.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.http.JacksonJsonReader;

class ConsoleFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/uk/seenheard/api/console");

  @Test
  void manifestNamesEveryFileOfThePages() throws Exception {
    ConsoleFiles read = ConsoleFiles.read(new JacksonJsonReader());
    try (Stream<Path> found = Files.list(FOLDER)) {
      Set<String> names =
          found
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".js") || name.endsWith(".css"))
              .collect(Collectors.toSet());
      assertThat(read.files().keySet()).isEqualTo(names);
    }
  }

  @Test
  void documentNamesItsFilesByVersionAndLeavesNoGap() throws Exception {
    ConsoleFiles read = ConsoleFiles.read(new JacksonJsonReader());
    assertThat(read.page())
        .contains("/console/" + read.version() + "/app.js")
        .contains("\"lit\":\"/_static/lit/")
        .doesNotContain("{{");
    assertThat(read.files().get("console.css").text()).contains("/govuk/").doesNotContain("{{");
  }
}
