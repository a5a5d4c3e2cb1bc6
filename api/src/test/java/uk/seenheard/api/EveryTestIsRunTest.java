package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is long by its nature is tagged {@code long}: {@code mvn verify} leaves it out, and CI runs
 * it behind that. So nothing that is written is run by nobody, and no promise waits for CI alone.
 */
class EveryTestIsRunTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("sync", "android-client-stub", "android-client-stub/web", "api");
  private static final String LONG = "@Tag(\"long\")";
  private static final Pattern TAG = Pattern.compile("@Tag\\([^)]*\\)");
  private static final Pattern TAGGED_WHOLE = Pattern.compile("(?m)^@Tag\\(\"long\"\\)");
  private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");
  private static final Pattern NAMED = Pattern.compile("`(\\w+Test)`");

  /** A test of any kind, with the annotations before it. */
  private static final Pattern TEST =
      Pattern.compile(
          "(?m)(?:^  @\\w[^\\n]*\\n(?:^      [^\\n]*\\n|^  \\}\\)\\n)*)*"
              + "^  @(?:Test|ParameterizedTest|TestFactory|ArchTest)\\b[^\\n]*\\n"
              + "(?:^  @\\w[^\\n]*\\n(?:^      [^\\n]*\\n|^  \\}\\)\\n)*)*");

  /** The source of each test class, by its simple name; those of one name together. */
  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new TreeMap<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          tests.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    return tests;
  }

  static List<String> promises() throws IOException {
    String page = Files.readString(ROOT.resolve("README.md"));
    String table = page.substring(page.indexOf("## Promises"), page.indexOf("## Map"));
    List<String> promises = new ArrayList<>();
    for (String line : table.lines().collect(Collectors.toList())) {
      if (line.matches("\\| \\d+ \\|.*")) {
        promises.add(line);
      }
    }
    assertThat(promises).hasSizeGreaterThan(10);
    return promises;
  }

  @Test
  void verifyLeavesOutWhatIsLongAndCiRunsItOnWhatVerifyBuilt() throws IOException {
    String pom = Files.readString(ROOT.resolve("pom.xml"));
    assertThat(pom)
        .contains("<groups>${test.only}</groups>")
        .contains("<excludedGroups>${test.leftOut}</excludedGroups>");
    String first = pom.substring(0, pom.indexOf("<profiles>"));
    assertThat(first).contains("<test.only/>").contains("<test.leftOut>long</test.leftOut>");
    assertThat(profile(pom, "long")).contains("<test.leftOut/>").doesNotContain("<test.only>");
    assertThat(profile(pom, "long-only"))
        .contains("<test.leftOut/>")
        .contains("<test.only>long</test.only>");
    assertThat(Files.readString(ROOT.resolve(".ci/run")))
        .containsSubsequence("\nmvn -B verify\n", "\nmvn -B test -Plong-only\n");
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("`mvn verify -Plong`");
  }

  private static String profile(String pom, String id) {
    int from = pom.indexOf("<id>" + id + "</id>");
    return pom.substring(from, pom.indexOf("</profile>", from));
  }

  /** A tag with another word in it would be run by nobody, or always. */
  @Test
  void noTestIsSwitchedOffOrTaggedOtherwise() throws IOException {
    List<String> wrong = new ArrayList<>();
    tests()
        .forEach(
            (name, source) -> {
              if (name.equals(EveryTestIsRunTest.class.getSimpleName())) {
                return;
              }
              List<String> tags =
                  TAG.matcher(source).results().map(MatchResult::group).distinct().toList();
              if (!tags.isEmpty() && (!tags.equals(List.of(LONG)) || !name.endsWith("Test"))) {
                wrong.add(name + ' ' + tags);
              }
              if (DISABLED.matcher(source).find()) {
                wrong.add(name + " is switched off");
              }
            });
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("promises")
  void everyTestOfAPromiseIsThereAndOneOfThemIsRunByVerify(String promise) throws IOException {
    Map<String, String> tests = tests();
    List<String> named =
        NAMED.matcher(promise).results().map(found -> found.group(1)).distinct().toList();
    assertThat(tests.keySet()).containsAll(named);
    assertThat(named.isEmpty() || named.stream().anyMatch(name -> isRun(tests.get(name))))
        .as("a test that `mvn verify` runs for: %s", promise)
        .isTrue();
  }

  /** Whether a test of the class is run without the profile. */
  private static boolean isRun(String source) {
    return !TAGGED_WHOLE.matcher(source).find()
        && TEST.matcher(source).results().anyMatch(test -> !test.group().contains(LONG));
  }

  @Test
  void whatIsTaggedWholeOrInEveryTestIsNotRun() {
    String free = "class ATest {\n  @Test\n  void a() {}\n";
    String tagged = "  @Test\n  @Tag(\"long\")\n  void b() {}\n}\n";
    assertThat(isRun(free + tagged)).isTrue();
    assertThat(isRun("class ATest {\n" + tagged)).isFalse();
    assertThat(isRun("@Tag(\"long\")\n" + free + "}\n")).isFalse();
    assertThat(
            isRun("class ATest {\n  @Tag(\"long\")\n  @ParameterizedTest\n  void c(int d) {}\n}\n"))
        .isFalse();
  }
}
