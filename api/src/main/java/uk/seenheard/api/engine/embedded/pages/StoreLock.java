package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The mark that a directory's store has an owner: a lock on a file, which the system takes back
 * when the process dies.
 *
 * <p>Within one process a set keeps the owners apart, before the file is touched: on POSIX systems
 * closing any other channel to the file would give our lock free.
 */
final class StoreLock implements AutoCloseable {
  private static final String FILE = "store.lock";
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel file;

  private StoreLock(Path directory, FileChannel file) {
    this.directory = directory;
    this.file = file;
  }

  /** Creates the directory if need be and becomes its owner, or refuses. */
  static StoreLock take(Path directory) {
    Path real;
    try {
      OwnerOnly.folder(directory);
      real = directory.toRealPath();
    } catch (IOException e) {
      throw notOurs(directory, e);
    }
    if (!OWN.add(real)) {
      throw taken(directory);
    }
    boolean kept = false;
    try {
      OwnerOnly.file(real.resolve(FILE));
      FileChannel file = FileChannel.open(real.resolve(FILE), StandardOpenOption.WRITE);
      try {
        kept = file.tryLock() != null;
        if (!kept) {
          throw taken(directory);
        }
        return new StoreLock(real, file);
      } finally {
        if (!kept) {
          file.close();
        }
      }
    } catch (IOException e) {
      throw notOurs(directory, e);
    } finally {
      if (!kept) {
        OWN.remove(real);
      }
    }
  }

  private static StoreRefused taken(Path directory) {
    return new StoreRefused(
        "The store in "
            + directory
            + " is open in another process; stop that one, or let both servers share it by running"
            + " the store as a process of its own (`store`)");
  }

  private static StoreRefused notOurs(Path directory, IOException e) {
    return new StoreRefused(
        "The store's directory "
            + directory
            + " cannot be written ("
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + "); give the server a directory that it owns",
        e);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new StoreFailure(
          StoreFailure.Kind.DEVICE, "The store's lock file did not close: " + e.getMessage());
    } finally {
      OWN.remove(directory);
    }
  }
}
