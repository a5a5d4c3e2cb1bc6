package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's native part, which has to be unpacked into a file before it can be loaded. It is
 * unpacked where nobody else may put or change anything, whatever the umask: among everybody's
 * temporary files another user of the machine could alter it before it is loaded. Nothing of it
 * stays behind once it is loaded, where the system lets a file go that is in use.
 */
final class NativePart {
  /** Where whoever starts the server wants it: then that folder is theirs to guard. */
  private static final String CHOSEN = "org.sqlite.tmpdir";

  private static boolean isLoaded;

  private NativePart() {}

  /**
   * Loads it, once in a process.
   *
   * @throws UnsatisfiedLinkError when it cannot be unpacked or loaded
   */
  static synchronized void load() {
    if (System.getProperty(CHOSEN) == null && !isLoaded) {
      try {
        loadFromOwnFolder();
        isLoaded = true;
      } catch (Exception failed) {
        throw (UnsatisfiedLinkError)
            new UnsatisfiedLinkError(String.valueOf(failed.getMessage())).initCause(failed);
      }
    }
  }

  private static void loadFromOwnFolder() throws Exception {
    // Made for its owner alone (rwx------) where the file system knows that.
    Path own = Files.createTempDirectory("seenheard-native");
    System.setProperty(CHOSEN, own.toString());
    try {
      SQLiteJDBCLoader.initialize();
    } finally {
      System.clearProperty(CHOSEN);
      remove(own);
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.toList();
    }
    for (Path file : files) {
      if (!file.toFile().delete()) {
        file.toFile().deleteOnExit();
      }
    }
    if (!folder.toFile().delete()) {
      folder.toFile().deleteOnExit();
    }
  }
}
