package uk.seenheard.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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

  /** Values in all but the keyword: it hides how it shares what its fold goes on growing. */
  private static final Set<String> VALUES = Set.of("uk.seenheard.sync.merge.IncidentRecord");

  private static final Path API = Path.of("src/main/java/uk/seenheard/api");

  @Test
  void whatDoesSomethingIsMadeOfFewThings() {
    Set<String> breaches = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("uk.seenheard.api", "uk.seenheard.sync")) {
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

  @Test
  void everyRoomIsSeenAtAGlance() throws IOException {
    TreeMap<String, Integer> rooms = new TreeMap<>();
    try (Stream<Path> files = Files.walk(API)) {
      files
          .filter(one -> one.toString().endsWith(".java"))
          .filter(one -> !one.endsWith("package-info.java"))
          .map(one -> API.relativize(one.getParent()).toString().replace('\\', '/'))
          .filter(room -> !room.startsWith("engine/embedded"))
          .forEach(room -> rooms.merge(room, 1, Integer::sum));
    }
    rooms.values().removeIf(types -> types <= MOST_TYPES);
    assertThat(rooms.keySet()).isEqualTo(FULL_ROOMS);
  }
}
