package uk.seenheard.handset.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rows of a SQLite store within its current transaction. */
final class SqliteRows implements WritableRows {
  /** Above every key that begins with a prefix: no key holds this character. */
  private static final String AFTER_ALL = "\uFFFF";

  private final Connection connection;

  SqliteRows(Connection connection) {
    this.connection = connection;
  }

  private static String table(Space space) {
    return space.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<byte[]> get(Space space, String key) {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT v FROM " + table(space) + " WHERE k = ?")) {
      select.setString(1, key);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }

  @Override
  public List<Row> scan(Space space, String prefix, String after, int limit) {
    String sql =
        "SELECT k, v FROM " + table(space) + " WHERE k > ? AND k >= ? AND k < ? ORDER BY k LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, after);
      select.setString(2, prefix);
      select.setString(3, prefix + AFTER_ALL);
      select.setInt(4, Math.min(limit, MAX_ROWS));
      List<Row> rows = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          rows.add(new Row(found.getString(1), found.getBytes(2)));
        }
      }
      return rows;
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }

  @Override
  public List<String> keys(Space space, String prefix, String after, int limit) {
    String sql =
        "SELECT k FROM " + table(space) + " WHERE k > ? AND k >= ? AND k < ? ORDER BY k LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, after);
      select.setString(2, prefix);
      select.setString(3, prefix + AFTER_ALL);
      select.setInt(4, Math.min(limit, MAX_ROWS));
      List<String> keys = new ArrayList<>();
      try (ResultSet found = select.executeQuery()) {
        while (found.next()) {
          keys.add(found.getString(1));
        }
      }
      return keys;
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }

  @Override
  public long count(Space space, String prefix) {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT count(*) FROM " + table(space) + " WHERE k >= ? AND k < ?")) {
      select.setString(1, prefix);
      select.setString(2, prefix + AFTER_ALL);
      try (ResultSet found = select.executeQuery()) {
        return found.next() ? found.getLong(1) : 0;
      }
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }

  @Override
  public void put(Space space, String key, byte[] value) {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO "
                + table(space)
                + " (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v")) {
      insert.setString(1, key);
      insert.setBytes(2, value);
      insert.executeUpdate();
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }

  @Override
  public void delete(Space space, String key) {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table(space) + " WHERE k = ?")) {
      delete.setString(1, key);
      delete.executeUpdate();
    } catch (SQLException fault) {
      throw SqliteStore.explain(fault);
    }
  }
}
