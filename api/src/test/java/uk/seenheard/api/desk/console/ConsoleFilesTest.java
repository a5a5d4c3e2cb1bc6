package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;

class ConsoleFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/uk/seenheard/api/desk/console");

  @Test
  void manifestNamesEveryFileOfThePages() throws Exception {
    ConsoleFiles read = ConsoleFiles.read(new JacksonJsonReader());
    try (Stream<Path> found = Files.walk(FOLDER)) {
      Set<String> names =
          found
              .map(file -> FOLDER.relativize(file).toString().replace(File.separatorChar, '/'))
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
