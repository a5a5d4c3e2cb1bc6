package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;

/**
 * P10: a handset saves a change durably and opens an incident of 200 changes, beside SQLite alone
 * inserting and selecting the same bytes with the same settings.
 */
final class HandsetWork implements Measurement {
  private static final int OPENED = 200;

  @Override
  public void run(Place place) throws Exception {
    Path folder = place.fresh("p10");
    int saves = place.size(400, 2_000);
    try (BenchServer server = BenchServer.start(folder.resolve("server"), Optional.empty());
        Handset handset = BenchHandset.open(folder.resolve("handset"), server.url());
        Bare bare = new Bare(folder.resolve("bare.db"))) {
      BenchHandset.signIn(handset, "pc1201");
      save(place, handset, bare, saves);
      open(place, handset, bare, folder, server.url());
    }
  }

  private static void save(Place place, Handset handset, Bare bare, int saves) throws SQLException {
    Words words = new Words(10);
    Figures ours = new Figures();
    Figures theirs = new Figures();
    String incident = "";
    for (int i = -200; i < saves; i++) {
      if (Math.floorMod(i, OPENED) == 0) {
        incident = handset.newIncident("domestic-abuse", Optional.empty());
      }
      String text = words.text(200);
      FieldPath field = new FieldPath("note.n" + Math.floorMod(i, 40));
      long started = System.nanoTime();
      var change = handset.answer(incident, field, Json.of(text), Optional.empty());
      long saved = System.nanoTime();
      bare.insert(i, change.content());
      long inserted = System.nanoTime();
      if (i >= 0) { // the first two hundred warm up
        ours.add((saved - started) / 1e3);
        theirs.add((inserted - saved) / 1e3);
      }
    }
    Report report = place.report();
    report.raw(
        "P10 save, µs: median %.0f, p99 %.0f; bare insert: median %.0f, p99 %.0f; %d of each, in"
            + " turn",
        ours.median(), ours.at(0.99), theirs.median(), theirs.at(0.99), saves);
    report.add(
        new Row(
            "P10",
            "a handset saves an answer durably",
            ours.median(),
            "µs",
            ours.median() / theirs.median(),
            "× a bare SQLite insert of the same bytes, synced alike",
            Goal.atMost(2),
            "a save writes the sealed content, its place in the chain, by hash and by incident, and"
                + " the clock, in one transaction; closed by fewer rows for each change"));
  }

  private static void open(Place place, Handset handset, Bare bare, Path folder, String url)
      throws SQLException {
    Words words = new Words(11);
    List<String> incidents = new ArrayList<>();
    int first = 1_000_000;
    int next = first;
    for (int i = 0; i < 8; i++) {
      String incident = handset.newIncident("domestic-abuse", Optional.empty());
      incidents.add(incident);
      for (int change = 1; change < OPENED; change++) {
        var made =
            handset.answer(
                incident,
                new FieldPath("note.n" + change % 100),
                Json.of(words.text(200)),
                Optional.empty());
        bare.insert(next++, made.content());
      }
      bare.insert(next++, "begin");
    }
    Figures cold = new Figures();
    Figures warm = new Figures();
    Figures selects = new Figures();
    handset.close();
    int rounds = place.size(8, 20);
    for (int round = -2; round < rounds; round++) {
      try (Handset opened = BenchHandset.open(folder.resolve("handset"), url)) {
        for (int i = 0; i < incidents.size(); i++) {
          long started = System.nanoTime();
          int size = opened.view(incidents.get(i)).incident().record().changes();
          long seen = System.nanoTime();
          opened.view(incidents.get(i));
          long again = System.nanoTime();
          int rows = bare.select(first + i * OPENED, OPENED);
          long selected = System.nanoTime();
          if (size != OPENED || rows != OPENED) {
            throw new IllegalStateException("opened " + size + " and selected " + rows);
          }
          if (round >= 0) {
            cold.add((seen - started) / 1e3);
            warm.add((again - seen) / 1e3);
            selects.add((selected - again) / 1e3);
          }
        }
      }
    }
    Report report = place.report();
    report.raw(
        "P10 open, µs: first %.0f (p99 %.0f), again %.0f (p99 %.0f); bare select %.0f (p99 %.0f)",
        cold.median(),
        cold.at(0.99),
        warm.median(),
        warm.at(0.99),
        selects.median(),
        selects.at(0.99));
    report.add(
        new Row(
            "P10",
            "a handset opens an incident of 200 changes that it has shown before",
            warm.median(),
            "µs",
            warm.median() / selects.median(),
            "× a bare SQLite select of the same 200 rows",
            Goal.atMost(2),
            "each look reads which changes belong to the incident; closed by a count of what"
                + " moved"));
    report.add(
        new Row(
            "P10",
            "a handset opens it for the first time after its start",
            cold.median(),
            "µs",
            cold.median() / selects.median(),
            "× a bare SQLite select of the same 200 rows",
            Goal.atMost(5),
            "each change is unsealed, read from its text and folded; closed by a sealed record of"
                + " the fold beside the changes"));
  }

  /** SQLite with the settings of the handset's store and one table. */
  private static final class Bare implements AutoCloseable {
    private final Connection connection;

    Bare(Path file) throws SQLException {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTempStore(SQLiteConfig.TempStore.MEMORY);
      config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
      connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE body (k INTEGER PRIMARY KEY, v BLOB NOT NULL)");
      }
    }

    void insert(int key, String value) throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO body (k, v) VALUES (?, ?)")) {
        insert.setInt(1, key);
        insert.setBytes(2, value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        insert.executeUpdate();
      }
    }

    int select(int from, int rows) throws SQLException {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT v FROM body WHERE k >= ? AND k < ? ORDER BY k")) {
        select.setInt(1, from);
        select.setInt(2, from + rows);
        int read = 0;
        try (ResultSet found = select.executeQuery()) {
          while (found.next()) {
            read += found.getBytes(1).length > 0 ? 1 : 0;
          }
        }
        return read;
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
