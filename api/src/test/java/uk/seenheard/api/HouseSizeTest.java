package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * How big things may be, so that each is read in one sitting. What is too big today is named, may
 * not be joined by anything, and must leave the list once it is not.
 */
class HouseSizeTest {
  private static final int MOST_PARAMETERS = 7;
  private static final int MOST_LINES = 400;
  private static final int MOST_TYPES = 20;

  /** None: a file that grows past it is split, not listed. */
  private static final Set<String> LONG_FILES = Set.of();

  /** None: a room that grows past it is divided, not listed. */
  private static final Set<String> FULL_ROOMS = Set.of();

  /** The store, which need not be read; the handset's commands, of which each is read alone. */
  private static final Set<String> WIDER_ROOMS = Set.of("engine/embedded", "jvm/cli");

  /** Values in all but the keyword: it hides how it shares what its fold goes on growing. */
  private static final Set<String> VALUES = Set.of(IncidentRecord.class.getName());

  private static final Path API = Path.of("src/main/java/uk/seenheard/api");
  private static final Path HANDSET =
      Path.of("../android-client-stub/src/main/java/uk/seenheard/handset");

  /** A step that waits for the one before it: the name, and where what it is given begins. */
  private static final Pattern STEP =
      Pattern.compile("\\.\\s*(?:<[^()]*?>\\s*)?compose\\s*(\\()|\\(|\\)");

  /** What is no code: comments and texts. */
  private static final Pattern NO_CODE =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\])*'",
          Pattern.DOTALL);

  private static final int MOST_STEPS_WITHIN_ONE_ANOTHER = 2;

  @Test
  void whatDoesSomethingIsMadeOfFewThings() {
    Set<String> breaches = new TreeSet<>();
    // Of the libraries nothing is asked here, so they are not read.
    JavaClasses house =
        ArchConfiguration.withThreadLocalScope(
            reading -> {
              reading.setResolveMissingDependenciesFromClassPath(false);
              return new ClassFileImporter()
                  .withImportOption(new ImportOption.DoNotIncludeTests())
                  .importPackages("uk.seenheard.api", "uk.seenheard.sync", "uk.seenheard.handset");
            });
    assertThat(List.of(Wiring.class, IncidentRecord.class, Handset.class)).allMatch(house::contain);
    for (JavaClass type : house) {
      if (!type.isRecord() && !type.isEnum()) {
        type.getConstructors().stream()
            .filter(constructor -> constructor.getRawParameterTypes().size() > MOST_PARAMETERS)
            .forEach(constructor -> breaches.add(constructor.getOwner().getFullName()));
      }
    }
    assertThat(breaches).isEqualTo(VALUES);
  }

  @Test
  void everyFileIsReadInOneSitting() throws IOException {
    Set<String> breaches = new TreeSet<>();
    for (String module : List.of("api", "sync", "android-client-stub")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file :
            files.filter(one -> one.toString().endsWith(".java")).collect(Collectors.toList())) {
          try (Stream<String> lines = Files.lines(file)) {
            if (lines.count() > MOST_LINES) {
              breaches.add(file.getFileName().toString());
            }
          }
        }
      }
    }
    assertThat(breaches).isEqualTo(LONG_FILES);
  }

  /** How deep futures wait within one another: a step within a step, and no further. */
  static int depth(String source) {
    Deque<Boolean> open = new ArrayDeque<>();
    int now = 0;
    int most = 0;
    Matcher found = STEP.matcher(NO_CODE.matcher(source).replaceAll(" "));
    while (found.find()) {
      if (found.group().equals(")")) {
        now -= open.pop() ? 1 : 0;
      } else {
        boolean step = found.group(1) != null;
        open.push(step);
        now += step ? 1 : 0;
        most = Math.max(most, now);
      }
    }
    return most;
  }

  @Test
  void futuresReadAsSteps() throws IOException {
    TreeMap<String, Integer> breaches = new TreeMap<>();
    int waiting = 0;
    for (String module : List.of("api", "sync", "android-client-stub")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
          int depth = depth(Files.readString(file));
          waiting += depth > 0 ? 1 : 0;
          if (depth > MOST_STEPS_WITHIN_ONE_ANOTHER) {
            breaches.put(file.getFileName().toString(), depth);
          }
        }
      }
    }
    assertThat(breaches).isEmpty();
    assertThat(waiting).as("files in which a future waits for another").isGreaterThan(20);
  }

  @Test
  void stepsAfterOneAnotherAreNotDeepAndStepsWithinOneAnotherAre() {
    assertThat(depth("read().compose(a -> b()).compose(c -> d())")).isEqualTo(1);
    assertThat(depth("read().compose(a -> b(a).compose(c -> d()).compose(e -> f()))")).isEqualTo(2);
    assertThat(depth("a().compose(b -> c().<Void> compose(d -> e(\")\").compose(f -> g())))"))
        .isEqualTo(3);
    assertThat(depth("// .compose(\n/* .compose( */ a().map(b -> \".compose(\")")).isEqualTo(0);
  }

  @Test
  void everyRoomIsSeenAtAGlance() throws IOException {
    TreeMap<String, Integer> rooms = new TreeMap<>();
    for (Path house : List.of(API, HANDSET)) {
      try (Stream<Path> files = Files.walk(house)) {
        files
            .filter(one -> one.toString().endsWith(".java"))
            .filter(one -> !one.endsWith("package-info.java"))
            .map(one -> house.relativize(one.getParent()).toString().replace('\\', '/'))
            .filter(room -> WIDER_ROOMS.stream().noneMatch(room::startsWith))
            .forEach(room -> rooms.merge(room, 1, Integer::sum));
      }
    }
    rooms.values().removeIf(types -> types <= MOST_TYPES);
    assertThat(rooms.keySet()).isEqualTo(FULL_ROOMS);
  }
}
