package uk.seenheard.api.engine.embedded.pages;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page store as one thread sees it: ordered maps of documents (position → CRC32C and BSON) and
 * of index keys (key bytes → position) over one SQLite connection.
 */
public final class Pages implements AutoCloseable {
  private static final int CHUNK_BYTES = 2 * 1024 * 1024;
  private static final int MAX_STATEMENTS = 400;

  private final Connection connection;
  private long deadline;
  private final Map<String, PreparedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PreparedStatement> eldest) {
          if (size() <= MAX_STATEMENTS) {
            return false;
          }
          try {
            eldest.getValue().close();
          } catch (SQLException e) {
            throw StoreFailure.of(e);
          }
          return true;
        }
      };

  public Pages(Connection connection) {
    this.connection = connection;
  }

  public @Nullable Document document(long table, long position) {
    PreparedStatement s = prepared("SELECT b FROM d" + table + " WHERE p = ?");
    try {
      s.setLong(1, position);
      try (ResultSet r = s.executeQuery()) {
        return r.next() ? StoredBytes.decode(r.getBytes(1), table, position) : null;
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public void insert(long table, long position, byte[] stored) {
    update("INSERT INTO d" + table + "(p, b) VALUES (?, ?)", position, stored);
  }

  public void replace(long table, long position, byte[] stored) {
    update("UPDATE d" + table + " SET b = ?2 WHERE p = ?1", position, stored);
  }

  public void delete(long table, long position) {
    update("DELETE FROM d" + table + " WHERE p = ?", position, null);
  }

  public void addKey(long index, byte[] key, long position) {
    PreparedStatement s = prepared("INSERT INTO x" + index + "(k, p) VALUES (?, ?)");
    try {
      s.setBytes(1, key);
      s.setLong(2, position);
      s.executeUpdate();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public void removeKey(long index, byte[] key) {
    PreparedStatement s = prepared("DELETE FROM x" + index + " WHERE k = ?");
    try {
      s.setBytes(1, key);
      s.executeUpdate();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public @Nullable Long positionOf(long index, byte[] key) {
    PreparedStatement s = prepared("SELECT p FROM x" + index + " WHERE k = ?");
    try {
      s.setBytes(1, key);
      try (ResultSet r = s.executeQuery()) {
        return r.next() ? r.getLong(1) : null;
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  /**
   * The next documents of an index between two keys, as many as fit into a chunk; fewer than
   * `limit` does not mean the end, none does.
   */
  public List<Row> range(
      long index, long table, byte[] from, byte[] to, boolean descending, int limit) {
    PreparedStatement s =
        prepared(
            "SELECT x.k, x.p, d.b FROM x"
                + index
                + " AS x CROSS JOIN d"
                + table
                + " AS d ON d.p = x.p WHERE x.k >= ? AND x.k < ? ORDER BY x.k"
                + (descending ? " DESC" : "")
                + " LIMIT ?");
    try {
      s.setBytes(1, from);
      s.setBytes(2, to);
      s.setInt(3, limit);
      try (ResultSet r = s.executeQuery()) {
        return chunk(r, table);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  /** An index key and the position that it leads to. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Entry(byte[] key, long position) {}

  /** The next entries of an index after a key. */
  public List<Entry> entries(long index, byte[] after, int limit) {
    PreparedStatement s =
        prepared("SELECT k, p FROM x" + index + " WHERE k > ? ORDER BY k LIMIT ?");
    try {
      s.setBytes(1, after);
      s.setInt(2, limit);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet r = s.executeQuery()) {
        while (r.next()) {
          entries.add(new Entry(r.getBytes(1), r.getLong(2)));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  /** The next documents after (or before) a position, in the order in which they were inserted. */
  public List<Row> inserted(long table, long beyond, boolean descending, int limit) {
    PreparedStatement s =
        prepared(
            "SELECT x'', p, b FROM d"
                + table
                + (descending ? " WHERE p < ? ORDER BY p DESC" : " WHERE p > ? ORDER BY p")
                + " LIMIT ?");
    try {
      s.setLong(1, beyond);
      s.setInt(2, limit);
      try (ResultSet r = s.executeQuery()) {
        return chunk(r, table);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  private static List<Row> chunk(ResultSet r, long table) throws SQLException {
    List<Row> rows = new ArrayList<>();
    long bytes = 0;
    while (bytes < CHUNK_BYTES && r.next()) {
      long position = r.getLong(2);
      byte[] stored = r.getBytes(3);
      Document document = StoredBytes.decode(stored, table, position);
      byte[] key = r.getBytes(1);
      rows.add(new Row(key == null ? new byte[0] : key, position, document, stored.length));
      bytes += stored.length;
    }
    return rows;
  }

  /** Whether a chunk ended because of its size rather than for want of rows. */
  public static boolean isFull(List<Row> chunk) {
    long bytes = 0;
    for (Row row : chunk) {
      bytes += row.size();
    }
    return bytes >= CHUNK_BYTES;
  }

  /** Until when the command that runs may go on, by {@link System#nanoTime()}; 0 for ever. */
  public void deadline(long nanos) {
    deadline = nanos;
  }

  public void checkDeadline() {
    if (deadline != 0 && System.nanoTime() - deadline > 0) {
      throw new MongoServerError(
          50, "MaxTimeMSExpired", "The operation took longer than its maxTimeMS; narrow the query");
    }
  }

  /** How many documents stand between two keys, without reading them. */
  public long count(long index, byte[] from, byte[] to, boolean distinct) {
    PreparedStatement s =
        prepared(
            "SELECT count("
                + (distinct ? "DISTINCT p" : "*")
                + ") FROM x"
                + index
                + " WHERE k >= ? AND k < ?");
    try {
      s.setBytes(1, from);
      s.setBytes(2, to);
      try (ResultSet r = s.executeQuery()) {
        return r.next() ? r.getLong(1) : 0;
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public long lastPosition(long table) {
    return number("SELECT coalesce(max(p), 0) FROM d" + table);
  }

  public long number(String sql) {
    try (Statement s = connection.createStatement();
        ResultSet r = s.executeQuery(sql)) {
      return r.next() ? r.getLong(1) : 0;
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  void execute(String sql) {
    try (Statement s = connection.createStatement()) {
      s.execute(sql);
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  private void update(String sql, long position, byte @Nullable [] stored) {
    PreparedStatement s = prepared(sql);
    try {
      s.setLong(1, position);
      if (stored != null) {
        s.setBytes(2, stored);
      }
      s.executeUpdate();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  PreparedStatement prepared(String sql) {
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      try {
        known = connection.prepareStatement(sql);
      } catch (SQLException e) {
        throw StoreFailure.of(e);
      }
      statements.put(sql, known);
    }
    return known;
  }

  void mark() {
    run("SAVEPOINT command");
  }

  void keep() {
    run("RELEASE command");
  }

  void undo() {
    run("ROLLBACK TO command");
    run("RELEASE command");
  }

  private void run(String sql) {
    try {
      prepared(sql).execute();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // On a full disk SQLite has taken the transaction back itself. The driver is between two
      // transactions then, and a savepoint without one would commit on its own: begin the next.
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        throw StoreFailure.of(e);
      }
      execute("BEGIN");
    }
  }

  @Override
  public void close() {
    try {
      for (PreparedStatement s : statements.values()) {
        s.close();
      }
      statements.clear();
      connection.close();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }
}
