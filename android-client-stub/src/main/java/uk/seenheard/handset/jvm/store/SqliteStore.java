package uk.seenheard.handset.jvm.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * The store in one SQLite file of a folder, which one process has at a time.
 *
 * <p>The journal is a write-ahead log that is synced at every commit ({@code synchronous=FULL});
 * deleted rows are overwritten ({@code secure_delete}); temporary tables stay in memory, so that no
 * other file is ever written.
 */
public final class SqliteStore implements Store {
  private static final String FILE = "handset.db";

  /** Raised with every space whose rows another version would leave as they were. */
  private static final int SHAPE = 2;

  /**
   * Spaces of long rows, whose tables have row numbers: what is longer than a quarter of a page (a
   * change of a kilobyte is) has a page of its own in a table that has none, and each page is
   * written twice.
   */
  private static final Set<Space> LONG = EnumSet.of(Space.REPLICA, Space.REPLICA_HELD);

  /** Pages of 4 KiB: a store ends at 4 GiB, far above what a shift records. */
  private static final int MAX_PAGES = 1 << 20;

  private final FileChannel lockFile;
  private final Connection connection;
  private final SqliteRows rows;
  private final Object turn = new Object();
  private boolean closed;

  private SqliteStore(FileChannel lockFile, Connection connection) {
    this.lockFile = lockFile;
    this.connection = connection;
    this.rows = new SqliteRows(connection);
  }

  /**
   * Opens the store of a folder, and makes it when there is none.
   *
   * @throws StoreFault when another process has it, or the disk does not allow it
   */
  public static SqliteStore open(Path folder) {
    return open(folder, MAX_PAGES);
  }

  static SqliteStore open(Path folder, int maxPages) {
    FileChannel lockFile = lock(folder);
    try {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTempStore(SQLiteConfig.TempStore.MEMORY);
      config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
      config.setBusyTimeout(5_000);
      config.setMaxPageCount(maxPages);
      Connection connection =
          config.createConnection("jdbc:sqlite:" + folder.resolve(FILE).toAbsolutePath());
      try {
        shape(connection);
      } catch (SQLException fault) {
        connection.close();
        throw fault;
      }
      return new SqliteStore(lockFile, connection);
    } catch (SQLException fault) {
      release(lockFile);
      throw explain(fault);
    } catch (StoreFault fault) {
      release(lockFile);
      throw fault;
    }
  }

  private static FileChannel lock(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("handset.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
      release(channel);
    } catch (OverlappingFileLockException same) {
      release(channel);
    } catch (IOException fault) {
      release(channel);
      throw new StoreFault(
          StoreFault.Kind.READ_ONLY,
          "The handset's folder cannot be written. Check that it exists, is yours and has room.",
          fault);
    }
    throw new StoreFault(
        StoreFault.Kind.IN_USE,
        "Another handset process has this store open. Close it first; nothing is lost.",
        null);
  }

  private static void release(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException fault) {
      throw new StoreFault(StoreFault.Kind.BROKEN, "The store's lock cannot be released.", fault);
    }
  }

  private static void shape(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int shape;
      try (ResultSet found = statement.executeQuery("PRAGMA user_version")) {
        shape = found.next() ? found.getInt(1) : 0;
      }
      if (shape > SHAPE) {
        throw new StoreFault(
            StoreFault.Kind.DAMAGED,
            "This store was written by a newer version of the handset. Use that version.",
            null);
      }
      statement.execute("BEGIN IMMEDIATE");
      for (Space space : Space.values()) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS "
                + table(space)
                + " (k TEXT PRIMARY KEY NOT NULL, v BLOB NOT NULL)"
                + (LONG.contains(space) ? "" : " WITHOUT ROWID"));
      }
      statement.execute("PRAGMA user_version = " + SHAPE);
      statement.execute("COMMIT");
    }
  }

  private static String table(Space space) {
    return space.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public <T> T read(Function<Rows, T> reading) {
    synchronized (turn) {
      return inTransaction(reading::apply, false);
    }
  }

  @Override
  public <T> T write(Function<WritableRows, T> writing) {
    synchronized (turn) {
      return inTransaction(writing, true);
    }
  }

  private <T> T inTransaction(Function<WritableRows, T> work, boolean keep) {
    if (closed) {
      throw new StoreFault(StoreFault.Kind.BROKEN, "The store is closed.", null);
    }
    boolean kept = false;
    try {
      run(keep ? "BEGIN IMMEDIATE" : "BEGIN");
      T result = work.apply(rows);
      if (keep) {
        run("COMMIT");
        kept = true;
      }
      return result;
    } catch (SQLException fault) {
      throw explain(fault);
    } finally {
      if (!kept) {
        undo();
      }
    }
  }

  private void run(String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  /**
   * Takes back what was not committed. SQLite does so by itself when the disk is full; then there
   * is nothing left to take back, which an empty transaction shows.
   */
  private void undo() {
    try {
      run("ROLLBACK");
    } catch (SQLException nothingActive) {
      try {
        run("BEGIN");
        run("ROLLBACK");
      } catch (SQLException fault) {
        // The transaction's own fault is on its way to the caller; a store that cannot even take it
        // back must not be used again, or a later commit would keep half of it.
        closed = true;
      }
    }
  }

  @Override
  public void scrub() {
    synchronized (turn) {
      try {
        run("PRAGMA wal_checkpoint(TRUNCATE)");
      } catch (SQLException fault) {
        throw explain(fault);
      }
    }
  }

  @Override
  public void close() {
    synchronized (turn) {
      closed = true;
      try {
        connection.close();
      } catch (SQLException fault) {
        throw explain(fault);
      } finally {
        release(lockFile);
      }
    }
  }

  static StoreFault explain(SQLException fault) {
    SQLiteErrorCode code =
        fault instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    String name = code.name();
    if (name.startsWith("SQLITE_FULL")) {
      return new StoreFault(
          StoreFault.Kind.FULL,
          "The handset's disk is full: what you just typed is NOT saved. Free some room and save"
              + " it again; everything saved before is safe.",
          fault);
    }
    if (name.startsWith("SQLITE_READONLY")
        || name.startsWith("SQLITE_CANTOPEN")
        || name.startsWith("SQLITE_PERM")) {
      return new StoreFault(
          StoreFault.Kind.READ_ONLY,
          "The handset's disk cannot be written: what you just typed is NOT saved. Everything"
              + " saved before is safe.",
          fault);
    }
    if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
      return new StoreFault(
          StoreFault.Kind.DAMAGED,
          "The handset's store is damaged. Keep the device as it is and hand it to support: do not"
              + " reset it, unsent work may still be recovered.",
          fault);
    }
    return new StoreFault(
        StoreFault.Kind.BROKEN,
        "The handset's store did not do its work (" + name + "): what you just typed is NOT saved.",
        fault);
  }
}
