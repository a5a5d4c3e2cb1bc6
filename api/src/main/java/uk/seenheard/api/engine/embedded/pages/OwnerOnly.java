package uk.seenheard.api.engine.embedded.pages;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The rule that nobody but its owner enters the store's folder or opens its files: they are made
 * so, whatever the umask, and refused when they are wider. Where the file system knows no such
 * permissions, nothing is said.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Makes the folder, or refuses one that others may enter. */
  static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      refuseWider(folder, FOLDER, "700");
    } else if (Files.exists(folder)) {
      throw new StoreRefused(
          folder + " is a file, and the store needs a folder of its own; name another one");
    } else {
      Files.createDirectories(folder, made(folder, FOLDER));
    }
  }

  /** Makes the file, empty, or refuses one that others may open. */
  public static void file(Path file) throws IOException {
    try {
      Files.createFile(file, made(file, FILE));
    } catch (FileAlreadyExistsException there) {
      refuseWider(file, FILE, "600");
    }
  }

  /** Refuses a file that others may open, if there is one. */
  public static void fileIfThere(Path file) throws IOException {
    if (Files.exists(file)) {
      refuseWider(file, FILE, "600");
    }
  }

  /** Takes a file that was just made from everybody but its owner. */
  public static void narrow(Path file) throws IOException {
    if (posix(file)) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  private static FileAttribute<?>[] made(Path at, Set<PosixFilePermission> permissions) {
    return posix(at)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path at) {
    return at.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void refuseWider(Path at, Set<PosixFilePermission> most, String mode)
      throws IOException {
    if (!posix(at)) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(at);
    if (!most.containsAll(found)) {
      throw new StoreRefused(
          "Others on this machine may get at "
              + at
              + " ("
              + PosixFilePermissions.toString(found)
              + "); it holds the store, so take that from them: chmod "
              + mode
              + " "
              + at);
    }
  }
}
