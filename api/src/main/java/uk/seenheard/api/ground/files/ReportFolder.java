package uk.seenheard.api.ground.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder in which it stands what a restore, or a folder that was put back, has cost: {@code
 * restore-report-<milliseconds>.txt}, for who runs the server. Blocks.
 */
public final class ReportFolder {
  private static final String PREFIX = "restore-report-";

  private final Path folder;

  /** Of a folder that exists. */
  public ReportFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes a report of its own. */
  public Path write(List<String> lines) {
    try {
      return Files.write(folder.resolve(PREFIX + System.currentTimeMillis() + ".txt"), lines);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Adds a line to the latest report, or begins one. */
  public synchronized Path add(String line) {
    try {
      Optional<Path> latest = latest();
      return latest.isPresent()
          ? Files.write(latest.get(), List.of(line), StandardOpenOption.APPEND)
          : write(List.of(line));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<Path> latest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
          .max(Comparator.comparing(file -> String.valueOf(file.getFileName())));
    }
  }
}
