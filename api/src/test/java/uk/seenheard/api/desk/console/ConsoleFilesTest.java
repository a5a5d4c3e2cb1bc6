package uk.seenheard.api.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.act.Act;

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

  /** Where a question or a duty is shown to be answered, it says why, and where that comes from. */
  @Test
  void whereverSomebodyIsAskedItSaysWhereTheQuestionComesFrom() throws Exception {
    Path officer =
        Path.of("../android-client-stub/web/src/main/resources/uk/seenheard/officer/page");
    int shown = 0;
    for (Path folder : List.of(FOLDER, officer)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.filter(one -> one.toString().endsWith(".js")).toList()) {
          String text = Files.readString(file);
          int whys = count(text, "(prompt|one)\\.why\\b");
          int duties = count(text, "said\\(duty\\.sentence\\)");
          shown += whys + duties;
          assertThat(count(text, "(prompt|one)\\.source\\b"))
              .as(file + ": the source beside each why")
              .isEqualTo(whys);
          assertThat(count(text, "duty\\.source\\b"))
              .as(file + ": the source of each duty")
              .isEqualTo(duties);
        }
      }
    }
    assertThat(shown).as("two lists of the desk, the clocks, the officer's page").isEqualTo(4);
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(part).matcher(text).results().count();
  }

  @Test
  void historyHasWordsForEveryAct() throws Exception {
    String story = ConsoleFiles.read(new JacksonJsonReader()).files().get("desk/story.js").text();
    for (Act act : Act.values()) {
      assertThat(story).as("the words of %s", act).containsPattern("\n  '?" + act.word() + "'?: ");
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
