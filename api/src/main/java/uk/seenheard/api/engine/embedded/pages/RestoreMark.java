package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The mark that a restore leaves in the store's folder, so that the server that opens it next
 * begins a new life of the log; and where the store lies that was moved aside.
 */
public final class RestoreMark {
  private static final String FILE = "restored";

  private final Path data;
  private final Optional<Path> before;

  private RestoreMark(Path data, Optional<Path> before) {
    this.data = data;
    this.before = before;
  }

  /** The mark in a folder, if there is one. */
  public static Optional<RestoreMark> in(Path data) {
    Path file = data.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String aside = Files.readString(file).trim();
      return Optional.of(
          new RestoreMark(
              data,
              Optional.of(aside)
                  .filter(name -> !name.isEmpty())
                  .map(data::resolve)
                  .filter(Files::isDirectory)));
    } catch (IOException unreadable) {
      throw new StoreRefused(
          "The mark of a restore, " + file + ", cannot be read: " + unreadable.getMessage(),
          unreadable);
    }
  }

  static void leave(Path data, Optional<String> aside) throws IOException {
    Files.writeString(data.resolve(FILE), aside.orElse(""));
  }

  /** The folder of the store that was there before, if it was moved aside and is still there. */
  public Optional<Path> before() {
    return before;
  }

  /** Writes down what the restore cost, for who runs the server, and takes the mark away. */
  public Path done(List<String> report) {
    Path file = data.resolve("restore-report-" + System.currentTimeMillis() + ".txt");
    try {
      Files.write(file, report);
      Files.delete(data.resolve(FILE));
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
