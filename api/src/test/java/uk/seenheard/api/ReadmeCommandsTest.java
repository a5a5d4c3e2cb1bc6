package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the READMEs tell people to type: everything that a Maven command names is there. The
 * README's two commands are run, one by {@code verify} itself and one as its part ({@code
 * demo-shift-and-stop}).
 */
class ReadmeCommandsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("sync", "android-client-stub", "api");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)(?:^ {4}|`)(?:[A-Z_]+=\\S+ )?(mvn (?:[^\\\\`\\n]|\\\\\\n)+)");

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : pages()) {
      Matcher found = COMMAND.matcher(Files.readString(page));
      while (found.find()) {
        commands.add(found.group(1).replace("\\\n", " "));
      }
    }
    return commands;
  }

  /** The first page, then whatever stands beside the modules' own. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String module : MODULES) {
      try (Stream<Path> found = Files.list(ROOT.resolve(module))) {
        found.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  @Test
  void theFirstPageNamesOneCommandToRunAndOneToTest() throws IOException {
    assertThat(Files.readString(pages().get(0)))
        .contains("\n    mvn -q -Ddemo package\n", "\n    mvn verify\n");
  }

  /** The shift is run in its module's folder, and keeps its own below where it is run. */
  @Test
  void theFirstPageNamesWhereTheDemonstrationKeepsItsOwn() throws IOException {
    String build = Files.readString(Path.of("pom.xml"));
    String demo = build.substring(build.indexOf("<id>demo-shift</id>"));
    demo = demo.substring(0, demo.indexOf("</execution>"));
    assertThat(demo).doesNotContain("--data", "workingDirectory");
    assertThat(
            Files.readString(
                ROOT.resolve(
                    "android-client-stub/src/main/java/uk/seenheard/handset/jvm/cli/DemoShift.java")))
        .contains("defaultValue = \".seenheard/demo\"");
    assertThat(Files.readString(pages().get(0))).contains("stays in `api/.seenheard/demo`");
  }

  /** SECURITY.md asks for the version, and says where it stands. */
  @Test
  void whatIsBuiltKnowsItsVersion() throws IOException {
    assertThat(Files.readString(Path.of("SECURITY.md"))).contains("(`/health/ready` names it)");
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<addDefaultImplementationEntries>true</addDefaultImplementationEntries>");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everythingThatACommandNamesIsThere(String command) throws IOException {
    String poms = poms();
    for (String modules : named(command, "-pl (\\S+)")) {
      for (String module : modules.split(",", -1)) {
        assertThat(ROOT.resolve(module).resolve("pom.xml")).exists();
      }
    }
    for (String profile : named(command, " -P(\\S+)")) {
      assertThat(poms).contains("<id>" + profile + "</id>");
    }
    for (String execution : named(command, "@(\\S+)")) {
      assertThat(poms).contains("<id>" + execution + "</id>");
    }
    for (String tests : named(command, "-Dtest='?([^'\\s]+)")) {
      for (String test : tests.split(",", -1)) {
        assertThat(sources())
            .anyMatch(path -> path.matches(".*/" + test.replace("*", "\\w*") + "\\.java"));
      }
    }
    for (String property : named(command, "-D(seenheard\\.[\\w.]+)")) {
      assertThat(sources()).anyMatch(path -> text(Path.of(path)).contains('"' + property + '"'));
    }
  }

  private static List<String> named(String command, String pattern) {
    return Pattern.compile(pattern)
        .matcher(command)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toList());
  }

  private static String poms() throws IOException {
    StringBuilder poms = new StringBuilder(Files.readString(ROOT.resolve("pom.xml")));
    for (String module : MODULES) {
      poms.append(Files.readString(ROOT.resolve(module).resolve("pom.xml")));
    }
    poms.append(Files.readString(ROOT.resolve("android-client-stub/web/pom.xml")));
    return poms.toString();
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files.map(Path::toString).filter(path -> path.endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unread) {
      throw new UncheckedIOException(unread);
    }
  }
}
