package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written beside the code: links lead somewhere, decisions are numbered and found. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

  @ParameterizedTest
  @ValueSource(strings = {"api", "sync"})
  void decisionsAreNumberedWithoutHoles(String module) throws IOException {
    List<String> names = records(module);
    for (int i = 0; i < names.size(); i++) {
      assertThat(names.get(i)).startsWith(String.format(Locale.ROOT, "%04d-", i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "sync"})
  void everyDecisionBearsItsNumberAndStandsInTheIndex(String module) throws IOException {
    Path folder = ROOT.resolve(module).resolve("decisions");
    String index = Files.readString(folder.resolve("README.md"));
    for (String name : records(module)) {
      assertThat(Files.readString(folder.resolve(name)))
          .startsWith("# " + name.substring(0, 4) + " · ");
      assertThat(index).as(module).contains("](" + name + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadToWhatIsThere(Path page) throws IOException {
    for (MatchResult link :
        LINK.matcher(Files.readString(page)).results().collect(Collectors.toList())) {
      String target = link.group(1);
      if (!target.contains(":")) {
        assertThat(page.resolveSibling(target)).as("%s → %s", page, target).exists();
      }
    }
  }

  @Test
  void theServersFirstPageIsOnePage() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThan(120);
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> found = Files.walk(ROOT, 4)) {
      return found
          .filter(path -> path.toString().endsWith(".md"))
          .filter(path -> !path.toString().contains("target"))
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static List<String> records(String module) throws IOException {
    try (Stream<Path> found = Files.list(ROOT.resolve(module).resolve("decisions"))) {
      return found
          .map(path -> path.getFileName().toString())
          .filter(name -> name.matches("\\d{4}-.*\\.md"))
          .sorted()
          .collect(Collectors.toList());
    }
  }
}
