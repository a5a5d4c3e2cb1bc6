package uk.seenheard.handset.jvm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreContract;
import uk.seenheard.handset.core.store.StoreFault;

class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  protected Store open() {
    return SqliteStore.open(folder.resolve("store"));
  }

  @Test
  void fileThatIsNoStoreIsRefusedAndLeftAlone() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    byte[] content = "this is no database, but it is somebody's work".repeat(100).getBytes();
    Files.write(other.resolve("handset.db"), content);

    assertThatThrownBy(() -> SqliteStore.open(other))
        .isInstanceOfSatisfying(
            StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.DAMAGED));
    assertThat(Files.readAllBytes(other.resolve("handset.db"))).isEqualTo(content);
  }

  @Test
  void folderThatCannotBeMadeIsNamedAsTheTrouble() throws IOException {
    Path file = Files.write(folder.resolve("file"), List.of("x"));

    assertThatThrownBy(() -> SqliteStore.open(file.resolve("store")))
        .isInstanceOfSatisfying(
            StoreFault.class,
            fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.READ_ONLY));
  }

  @Test
  void nothingButItsOwnFilesIsWrittenInTheFolder() throws IOException {
    try (Store store = SqliteStore.open(folder.resolve("files"));
        var files = Files.list(folder.resolve("files"))) {
      store.change(rows -> rows.put(Space.META, "a", "one"));
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("handset\\.(db|db-wal|db-shm|lock)"));
    }
  }

  @Test
  void fullDiskIsNamedAndLosesNothingThatWasSaved() {
    int kept = 0;
    try (Store store = SqliteStore.open(folder.resolve("full"), 120)) {
      StoreFault full = null;
      while (full == null) {
        String key = "row " + kept;
        try {
          store.change(rows -> rows.put(Space.OUTBOX_BODY, key, new byte[3_000]));
          kept++;
        } catch (StoreFault fault) {
          full = fault;
        }
      }
      assertThat(full.kind()).isEqualTo(StoreFault.Kind.FULL);
      assertThat(full).hasMessageContaining("NOT saved");
      assertThat(kept).isPositive();
      long left = store.read(rows -> rows.count(Space.OUTBOX_BODY, ""));
      assertThat(left).isEqualTo(kept);
      store.change(rows -> rows.delete(Space.OUTBOX_BODY, "row 0"));
      store.change(rows -> rows.put(Space.OUTBOX_BODY, "smaller", "fits again"));
    }
    try (Store store = SqliteStore.open(folder.resolve("full"))) {
      long left = store.read(rows -> rows.count(Space.OUTBOX_BODY, ""));
      assertThat(left).isEqualTo(kept);
    }
  }

  @Test
  void readOnlyDiskIsNamed() throws SQLException {
    SqliteStore.open(folder.resolve("readable")).close();
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection =
            config.createConnection(
                "jdbc:sqlite:" + folder.resolve("readable").resolve("handset.db"));
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("INSERT INTO meta VALUES ('a', 'b')"))
          .isInstanceOfSatisfying(
              SQLException.class,
              fault ->
                  assertThat(SqliteStore.explain(fault).kind())
                      .isEqualTo(StoreFault.Kind.READ_ONLY));
    }
  }

  @Test
  void damagedFileIsNamedAndLeftToBeRecovered() throws IOException {
    Path damaged = folder.resolve("damaged");
    try (Store store = SqliteStore.open(damaged)) {
      for (int i = 0; i < 200; i++) {
        String key = "row " + i;
        store.change(rows -> rows.put(Space.OUTBOX_BODY, key, new byte[1_000]));
      }
    }
    Path file = damaged.resolve("handset.db");
    byte[] content = Files.readAllBytes(file);
    for (int at = 4_096; at < content.length; at++) {
      content[at] ^= 0x5a;
    }
    Files.write(file, content);

    assertThatThrownBy(
            () -> {
              try (Store store = SqliteStore.open(damaged)) {
                store.read(rows -> rows.scan(Space.OUTBOX_BODY, "", "", 500));
              }
            })
        .isInstanceOfSatisfying(
            StoreFault.class, fault -> assertThat(fault.kind()).isEqualTo(StoreFault.Kind.DAMAGED));
    assertThat(Files.size(file)).isEqualTo(content.length);
  }
}
