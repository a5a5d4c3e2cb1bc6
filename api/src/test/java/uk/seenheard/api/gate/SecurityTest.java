package uk.seenheard.api.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Keeps the table of SECURITY.md in step with what the tests of the gate tried. A test that has not
 * run since the last clean has no row here, and its row in the page stands.
 */
class SecurityTest {
  private static final Path SOURCES = Path.of("src/test/java/uk/seenheard/api/gate");
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
            + String.join("", merged(table(text), rows()))
            + text.substring(text.indexOf(END)));
  }

  private static String table(String text) {
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  /** The rows of the page, those of tests that ran since in the place of their own. */
  private static List<String> merged(String table, List<String> ran) {
    Map<String, String> byTest = new TreeMap<>();
    Stream.concat(table.lines().filter(line -> line.contains("| `")), ran.stream())
        .map(line -> line.strip() + '\n')
        .forEach(line -> byTest.put(test(line), line));
    return byTest.values().stream()
        .filter(line -> Files.exists(SOURCES.resolve(test(line) + ".java")))
        .sorted(Comparator.comparingInt(SecurityTest::kind).thenComparing(SecurityTest::test))
        .toList();
  }

  private static String test(String row) {
    return row.substring(row.indexOf("| `") + 3, row.lastIndexOf("` |"));
  }

  private static int kind(String row) {
    return Integer.parseInt(row.substring(2, row.indexOf(' ', 2)));
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
    String table = table(text);
    for (String row : rows()) {
      assertThat(table).contains(row);
    }
  }

  /** Beside those that are long, which {@code mvn verify} leaves out. */
  @Test
  @Tag("long")
  void theTableSaysWhatTheLongOnesTriedAndHeld() throws IOException {
    theTableSaysWhatWasTriedAndHeld();
  }

  @Test
  void everyTestOfTheGateHasARow() throws IOException {
    String text = Files.readString(PAGE);
    try (Stream<Path> sources = Files.list(SOURCES)) {
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
