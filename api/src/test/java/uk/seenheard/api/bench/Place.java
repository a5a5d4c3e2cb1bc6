package uk.seenheard.api.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a measurement works, how long a form it has, and whom it tells.
 *
 * @param work a folder below target
 */
record Place(Path work, boolean isLong, Report report) {
  /** One of the two, by the form. */
  int size(int inShort, int inLong) {
    return isLong ? inLong : inShort;
  }

  /** An empty folder. */
  Path fresh(String name) throws IOException {
    Path folder = work.resolve(name).toAbsolutePath();
    delete(folder);
    Files.createDirectories(folder);
    return folder;
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> found;
      try (Stream<Path> walk = Files.walk(folder)) {
        found = walk.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path one : found) {
        Files.deleteIfExists(one);
      }
    }
  }
}
