package uk.seenheard.handset.jvm.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;

/** The rows of a SQLite store within its current transaction. */
final class SqliteRows implements WritableRows {
  /** Above every key that begins with a prefix: no key holds this character. */
  private static final String AFTER_ALL = "\uFFFF";

  private final Connection connection;

  /** Each statement is compiled once: to compile it costs as much as to run it. */
  private final Map<String, PreparedStatement> statements = new HashMap<>();

  SqliteRows(Connection connection) {
    this.connection = connection;
  }

  /** What is done with a statement that is ready to take its values. */
  private interface Use<T> {
    T with(PreparedStatement statement) throws SQLException;
  }

  /**
   * Runs a statement and forgets its values again: no word of an officer stays bound to it. One
   * that failed is not used again.
   */
  private <T> T using(String sql, Use<T> use) {
    try {
      PreparedStatement statement = statements.get(sql);
      if (statement == null) {
        statement = connection.prepareStatement(sql);
        statements.put(sql, statement);
      }
      T result = use.with(statement);
      statement.clearParameters();
      return result;
    } catch (SQLException fault) {
      close(statements.remove(sql), fault);
      throw SqliteStore.explain(fault);
    }
  }

  private static void close(@Nullable PreparedStatement failed, SQLException fault) {
    if (failed != null) {
      try {
        failed.close();
      } catch (SQLException another) {
        fault.addSuppressed(another);
      }
    }
  }

  private static String table(Space space) {
    return space.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<byte[]> get(Space space, String key) {
    return using(
        "SELECT v FROM " + table(space) + " WHERE k = ?",
        select -> {
          select.setString(1, key);
          try (ResultSet found = select.executeQuery()) {
            return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
          }
        });
  }

  @Override
  public List<Row> scan(Space space, String prefix, String after, int limit) {
    return page(
        space,
        "k, v",
        prefix,
        after,
        limit,
        found -> new Row(found.getString(1), found.getBytes(2)));
  }

  @Override
  public List<String> keys(Space space, String prefix, String after, int limit) {
    return page(space, "k", prefix, after, limit, found -> found.getString(1));
  }

  /** How a line of an answer becomes what is asked for. */
  private interface Reading<T> {
    T of(ResultSet found) throws SQLException;
  }

  private <T> List<T> page(
      Space space, String columns, String prefix, String after, int limit, Reading<T> reading) {
    return using(
        "SELECT "
            + columns
            + " FROM "
            + table(space)
            + " WHERE k > ? AND k >= ? AND k < ? ORDER BY k LIMIT ?",
        select -> {
          select.setString(1, after);
          select.setString(2, prefix);
          select.setString(3, prefix + AFTER_ALL);
          select.setInt(4, Math.min(limit, MAX_ROWS));
          List<T> rows = new ArrayList<>();
          try (ResultSet found = select.executeQuery()) {
            while (found.next()) {
              rows.add(reading.of(found));
            }
          }
          return rows;
        });
  }

  @Override
  public long count(Space space, String prefix) {
    return using(
        "SELECT count(*) FROM " + table(space) + " WHERE k >= ? AND k < ?",
        select -> {
          select.setString(1, prefix);
          select.setString(2, prefix + AFTER_ALL);
          try (ResultSet found = select.executeQuery()) {
            return found.next() ? found.getLong(1) : 0L;
          }
        });
  }

  @Override
  public void put(Space space, String key, byte[] value) {
    using(
        "INSERT INTO "
            + table(space)
            + " (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v",
        insert -> {
          insert.setString(1, key);
          insert.setBytes(2, value);
          return insert.executeUpdate();
        });
  }

  @Override
  public void delete(Space space, String key) {
    using(
        "DELETE FROM " + table(space) + " WHERE k = ?",
        delete -> {
          delete.setString(1, key);
          return delete.executeUpdate();
        });
  }
}
