package uk.seenheard.api.engine.embedded.pages;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A look at every page and every document of the file, because SQLite itself does not notice when a
 * byte has changed.
 *
 * <p>The structure of the trees is checked by SQLite's quick check, the documents by their
 * checksums. It can be given a limit of time and continued where it stopped.
 */
public final class FileCheck {
  /** How a check ended. */
  public enum Outcome {
    SOUND,
    OUT_OF_TIME
  }

  private static final int CHUNK = 500;

  private final Connection connection;
  private final LongConsumer checked;
  private final Function<String, StoreRefused> refusal;
  private boolean structureDone;
  private volatile boolean stopped;
  private volatile @Nullable Statement running;
  private final List<Long> tables = new ArrayList<>();
  private int table;
  private long position = Long.MIN_VALUE;

  /** `checked` is told the bytes of the documents looked at. */
  public FileCheck(Connection connection, LongConsumer checked) {
    this(connection, checked, FileCheck::damaged);
  }

  /** The same of a file for which something else is to be done where `damage` is found. */
  FileCheck(Connection connection, LongConsumer checked, Function<String, StoreRefused> refusal) {
    this.connection = connection;
    this.checked = checked;
    this.refusal = refusal;
  }

  /**
   * Checks until done or out of time.
   *
   * @throws StoreRefused naming what is damaged and where
   */
  public Outcome run(long nanos, ScheduledExecutorService timer) {
    long end = System.nanoTime() + nanos;
    try {
      if (!structureDone && !structure(nanos, timer)) {
        return Outcome.OUT_OF_TIME;
      }
      return documents(end);
    } catch (SQLException e) {
      throw refusal.apply(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the part that cannot be cut into slices is behind us. */
  public boolean structureDone() {
    return structureDone;
  }

  /** Makes a check that is under way end, out of time. */
  public void stop() throws SQLException {
    stopped = true;
    Statement s = running;
    if (s != null) {
      s.cancel();
    }
  }

  private boolean structure(long nanos, ScheduledExecutorService timer) throws SQLException {
    try (Statement s = connection.createStatement()) {
      running = s;
      ScheduledFuture<?> stop =
          timer.schedule(
              () -> {
                s.cancel();
                return null;
              },
              nanos,
              TimeUnit.NANOSECONDS);
      try (ResultSet r = s.executeQuery("PRAGMA quick_check(3)")) {
        while (r.next()) {
          String line = r.getString(1);
          if (!line.equals("ok")) {
            throw refusal.apply(line.replace('\n', ' '));
          }
        }
      } catch (SQLiteException e) {
        if (e.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
          return false;
        }
        throw e;
      } finally {
        stop.cancel(false);
        running = null;
      }
      try (ResultSet r = s.executeQuery("SELECT id FROM catalogue WHERE name = '' ORDER BY id")) {
        while (r.next()) {
          tables.add(r.getLong(1));
        }
      }
    }
    structureDone = true;
    return true;
  }

  private Outcome documents(long end) throws SQLException {
    while (table < tables.size()) {
      if (stopped || System.nanoTime() - end > 0) {
        return Outcome.OUT_OF_TIME;
      }
      if (!chunk(tables.get(table))) {
        table++;
        position = Long.MIN_VALUE;
      }
    }
    return Outcome.SOUND;
  }

  private boolean chunk(long id) throws SQLException {
    int rows = 0;
    try (PreparedStatement s =
        connection.prepareStatement(
            "SELECT p, b FROM d" + id + " WHERE p > ? ORDER BY p LIMIT " + CHUNK)) {
      s.setLong(1, position);
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          rows++;
          position = r.getLong(1);
          byte[] stored = r.getBytes(2);
          if (stored == null || stored.length < 9 || !StoredBytes.intact(stored, position)) {
            throw refusal.apply(
                "document at position " + position + " of table d" + id + ", checksum differs");
          }
          checked.accept(stored.length);
        }
      }
    } catch (SQLException e) {
      if (gone(id).isPresent()) {
        return false;
      }
      throw e;
    }
    return rows == CHUNK;
  }

  /** A collection may have been dropped since the list was made. */
  private Optional<Long> gone(long id) throws SQLException {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery("SELECT 1 FROM catalogue WHERE id = " + id)) {
      return r.next() ? Optional.empty() : Optional.of(id);
    }
  }

  public static StoreRefused damaged(String where) {
    return new StoreRefused(
        "The store's file is damaged: "
            + where
            + ". Keep a copy of the directory, then restore a backup (`store restore --replace`)");
  }
}
