package uk.seenheard.api.engine.embedded.pages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The list of the tables in the file: which collection or index each one holds, and its counts. */
public final class Catalogue {
  /** A table of the file. */
  public record Table(long id, long documents, long bytes, long arrays) {}

  private Catalogue() {}

  static void create(Pages pages) {
    pages.execute(
        """
        CREATE TABLE catalogue(
          id INTEGER PRIMARY KEY AUTOINCREMENT,
          namespace TEXT NOT NULL,
          name TEXT NOT NULL,
          documents INTEGER NOT NULL DEFAULT 0,
          bytes INTEGER NOT NULL DEFAULT 0,
          arrays INTEGER NOT NULL DEFAULT 0,
          UNIQUE(namespace, name))\
        """);
  }

  /** The table of a collection (empty name) or of one of its indexes. */
  public static @Nullable Table find(Pages pages, String namespace, String name) {
    PreparedStatement s =
        pages.prepared(
            "SELECT id, documents, bytes, arrays FROM catalogue WHERE namespace = ? AND name = ?");
    try {
      s.setString(1, namespace);
      s.setString(2, name);
      try (ResultSet r = s.executeQuery()) {
        return r.next() ? new Table(r.getLong(1), r.getLong(2), r.getLong(3), r.getLong(4)) : null;
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public static Table addCollection(Pages pages, String namespace) {
    long id = register(pages, namespace, "");
    pages.execute("CREATE TABLE d" + id + "(p INTEGER PRIMARY KEY, b BLOB NOT NULL)");
    return new Table(id, 0, 0, 0);
  }

  public static Table addIndex(Pages pages, String namespace, String name) {
    long id = register(pages, namespace, name);
    pages.execute("CREATE TABLE x" + id + "(k BLOB PRIMARY KEY, p INTEGER NOT NULL) WITHOUT ROWID");
    return new Table(id, 0, 0, 0);
  }

  private static long register(Pages pages, String namespace, String name) {
    PreparedStatement s =
        pages.prepared("INSERT INTO catalogue(namespace, name) VALUES (?, ?) RETURNING id");
    try {
      s.setString(1, namespace);
      s.setString(2, name);
      try (ResultSet r = s.executeQuery()) {
        r.next();
        return r.getLong(1);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public static void drop(Pages pages, long id, boolean index) {
    pages.execute("DROP TABLE " + (index ? "x" : "d") + id);
    pages.execute("DELETE FROM catalogue WHERE id = " + id);
  }

  static void count(Pages pages, long id, long documents, long bytes) {
    PreparedStatement s =
        pages.prepared("UPDATE catalogue SET documents = ?, bytes = ? WHERE id = ?");
    try {
      s.setLong(1, documents);
      s.setLong(2, bytes);
      s.setLong(3, id);
      s.executeUpdate();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }

  public static void arrays(Pages pages, long id, long arrays) {
    pages.execute("UPDATE catalogue SET arrays = " + arrays + " WHERE id = " + id);
  }

  /** The names of all databases that the file knows. */
  public static Set<String> databases(Pages pages) {
    Set<String> names = new TreeSet<>();
    try (ResultSet r = pages.prepared("SELECT namespace FROM catalogue").executeQuery()) {
      while (r.next()) {
        String namespace = r.getString(1);
        names.add(namespace.substring(0, namespace.indexOf('.')));
      }
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
    return names;
  }
}
