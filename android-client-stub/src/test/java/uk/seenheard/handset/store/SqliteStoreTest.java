package uk.seenheard.handset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;

  @Override
  Store open() {
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
}
