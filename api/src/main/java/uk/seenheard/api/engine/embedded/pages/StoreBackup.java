package uk.seenheard.api.engine.embedded.pages;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.sqlite.SQLiteConfig;

/**
 * Copies of the whole store: one is made while the store serves, and one is put in its place.
 *
 * <p>A backup is one committed state, written compactly under a read snapshot; nobody waits for it.
 * It appears under its name only when it is complete, checked and on the disk.
 */
public final class StoreBackup {
  private StoreBackup() {}

  /**
   * Writes a backup of the store in `data`, which may be serving, to `target`.
   *
   * @param progress is told the percentage done
   * @throws StoreRefused when there is no store, `target` exists, or the copy cannot be made
   */
  public static void write(Path data, Path target, IntConsumer progress) {
    Path file = data.resolve(PageStore.FILE);
    if (!Files.isRegularFile(file)) {
      throw new StoreRefused("There is no store in " + data + "; name the directory of a store");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new StoreRefused(
          "The file " + target + " exists; name another one, a backup never replaces a file");
    }
    Path folder = requireNonNull(target.toAbsolutePath().getParent());
    if (!Files.isDirectory(folder)) {
      throw new StoreRefused(
          "There is no folder " + folder + " to write the backup to; make it, or name another one");
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (Connection source = connect(file)) {
      Files.deleteIfExists(part);
      OwnerOnly.file(part);
      Pages pages = new Pages(source);
      long expected =
          (pages.number("PRAGMA page_count") - pages.number("PRAGMA freelist_count"))
              * pages.number("PRAGMA page_size");
      try (Watch watch = new Watch(part, expected, progress);
          PreparedStatement s = source.prepareStatement("VACUUM INTO ?")) {
        s.setString(1, part.toString());
        s.execute();
      }
      check(part, percent -> progress.accept(90 + percent / 10));
      sync(part);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      sync(folder);
      progress.accept(100);
    } catch (AccessDeniedException e) {
      throw new StoreRefused(
          "This user may not write to " + folder + ": let it, or name another folder", e);
    } catch (SQLException | IOException | StoreFailure e) {
      delete(part, e);
      throw new StoreRefused(
          "The backup of " + data + " to " + target + " failed: " + e.getMessage(), e);
    } catch (StoreRefused e) {
      delete(part, e);
      throw e;
    }
  }

  /**
   * Puts a backup in the place of the store in `data`, which must not be serving.
   *
   * @param replace moves a store that is there aside instead of refusing
   * @throws StoreRefused when the backup is not sound, a store is there, or one is serving
   */
  public static void restore(Path backup, Path data, boolean replace, IntConsumer progress) {
    if (!Files.isRegularFile(backup)) {
      throw new StoreRefused("There is no backup " + backup + "; name the file of a backup");
    }
    try (StoreLock lock = StoreLock.take(data)) {
      Path file = data.resolve(PageStore.FILE);
      if (Files.exists(file) && !replace) {
        throw new StoreRefused(
            "There is a store in " + data + " already; say --replace to move it aside");
      }
      checkBackup(backup, data, percent -> progress.accept(percent / 2));
      Path part = data.resolve(PageStore.FILE + ".part");
      Files.deleteIfExists(part);
      OwnerOnly.file(part);
      try (OutputStream out = Files.newOutputStream(part)) {
        Files.copy(backup, out);
      }
      progress.accept(80);
      sync(part);
      // The log goes first: without it the old file is a store of its own, with it beside the new
      // file SQLite would play back what does not belong to it.
      Optional<String> aside = Optional.empty();
      if (Files.exists(file)) {
        aside = Optional.of("before-restore-" + System.currentTimeMillis());
        Path folder = data.resolve(aside.get());
        OwnerOnly.folder(folder);
        for (String suffix : List.of("-wal", "-shm", "")) {
          Path old = data.resolve(PageStore.FILE + suffix);
          if (Files.exists(old)) {
            Files.move(old, folder.resolve(PageStore.FILE + suffix));
          }
        }
      }
      RestoreMark.leave(data, aside);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      sync(data);
      progress.accept(100);
    } catch (FileAlreadyExistsException e) {
      throw new StoreRefused("Another restore is under way in " + data + "; wait for it", e);
    } catch (IOException e) {
      throw new StoreRefused(
          "The backup " + backup + " could not be restored to " + data + ": " + e.getMessage(), e);
    }
  }

  /** The store that is there may be sound: what is said is said of the backup. */
  private static void checkBackup(Path backup, Path data, IntConsumer progress) {
    Function<String, StoreRefused> broken =
        what ->
            new StoreRefused(
                "The backup "
                    + backup
                    + " is damaged ("
                    + what
                    + "). Nothing was restored, and what is in "
                    + data
                    + " is as it was. Take another backup, or copy this one again from where it is"
                    + " kept");
    try (Connection connection = connect(backup)) {
      if (!PageStore.isStore(connection)) {
        throw broken.apply("it is no file of a store");
      }
    } catch (SQLException | StoreFailure e) {
      throw broken.apply("it is no file of a store, or its beginning is lost");
    }
    try {
      check(backup, progress, broken);
    } catch (StoreFailure e) {
      throw broken.apply("its pages do not fit together");
    }
  }

  /**
   * Looks at every page and document of a file that is not in use.
   *
   * @throws StoreRefused naming what is damaged and where
   */
  public static void check(Path file, IntConsumer progress) {
    try {
      check(file, progress, FileCheck::damaged);
    } catch (StoreFailure e) {
      throw new StoreRefused(String.valueOf(e.getMessage()), e);
    }
  }

  private static void check(
      Path file, IntConsumer progress, Function<String, StoreRefused> damaged) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    long size = file.toFile().length();
    long[] seen = {0};
    try (Connection connection = connect(file)) {
      PageStore.checkFormat(connection, file);
      new FileCheck(
              connection,
              bytes -> {
                seen[0] += bytes;
                progress.accept((int) Math.min(100, seen[0] * 100 / Math.max(1, size)));
              },
              damaged)
          .run(TimeUnit.DAYS.toNanos(1), timer);
    } catch (SQLException e) {
      throw new StoreRefused("The file " + file + " is not a store: " + e.getMessage(), e);
    } finally {
      timer.shutdownNow();
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(10_000);
    return config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path part, Exception reason) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Tells how far a copy has come by the size of its file; the copying itself does not. */
  private static final class Watch implements AutoCloseable {
    private final ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            r -> {
              Thread t = new Thread(r, "store-backup-progress");
              t.setDaemon(true);
              return t;
            });

    Watch(Path part, long expected, IntConsumer progress) {
      var unused =
          timer.scheduleAtFixedRate(
              () ->
                  progress.accept(
                      (int) Math.min(90, part.toFile().length() * 90 / Math.max(1, expected))),
              200,
              200,
              TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
