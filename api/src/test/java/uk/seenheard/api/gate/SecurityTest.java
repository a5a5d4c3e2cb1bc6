package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of SECURITY.md in step with what the tests of the gate tried. A test that has not
 * run since the last clean has no row here, and its row in the page stands.
 */
class SecurityTest {
  private static final Path PAGE = Path.of("SECURITY.md");
  private static final String BEGIN = "<!-- held: written by SecurityTest.main -->\n";
  private static final String END = "<!-- end of held -->";
  private static final String HEAD = "| kind | what | by | tried | held |\n|---|---|---|---|---|\n";

  /** Writes the table anew from what the last run tried; run it in the folder api. */
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(PAGE);
    Files.writeString(
        PAGE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + HEAD
            + String.join("", rows())
            + text.substring(text.indexOf(END)));
  }

  private static List<String> rows() throws IOException {
    List<String> rows = new ArrayList<>();
    if (!Files.isDirectory(Held.FOLDER)) {
      return rows;
    }
    try (Stream<Path> files = Files.list(Held.FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String[] said = Files.readString(file).split("\t", -1);
        rows.add(
            "| " + said[0] + " " + said[1] + " | " + said[3] + " | `" + said[2] + "` | " + said[4]
                + " | " + said[5] + " |\n");
      }
    }
    return rows;
  }

  @Test
  void theTableSaysWhatWasTriedAndHeld() throws IOException {
    String text = Files.readString(PAGE);
    String table = text.substring(text.indexOf(BEGIN), text.indexOf(END));
    for (String row : rows()) {
      assertThat(table).contains(row);
    }
  }

  @Test
  void everyTestOfTheGateHasARow() throws IOException {
    String text = Files.readString(PAGE);
    try (Stream<Path> sources = Files.list(Path.of("src/test/java/uk/seenheard/api/gate"))) {
      for (Path source : sources.toList()) {
        if (!source.endsWith("SecurityTest.java")
            && Files.readString(source).contains("Held.of(")) {
          String test = source.getFileName().toString().replace(".java", "");
          assertThat(text).contains("| `" + test + "` |");
        }
      }
    }
  }
}
