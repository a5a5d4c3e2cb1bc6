package uk.seenheard.api.engine.embedded.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.engine.embedded.StoreFixture;
import uk.seenheard.api.engine.embedded.StoreProcess;

class StoreBackupTest {
  @TempDir Path directory;
  private final StringWriter said = new StringWriter();

  private int store(String... arguments) {
    said.getBuffer().setLength(0);
    return new CommandLine(new StoreCommand())
        .setOut(new PrintWriter(said, true))
        .setErr(new PrintWriter(said, true))
        .execute(arguments);
  }

  @Test
  void aBackupIsOneCommittedStateTakenWhileOthersWrite() throws Exception {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.db");
    AtomicInteger written = new AtomicInteger();
    int before;
    int after;
    try (StoreFixture fixture = new StoreFixture(data)) {
      MongoCollection<Document> c = fixture.collection("c");
      c.createIndex(Indexes.ascending("n"));
      for (int i = 0; i < 300; i++) {
        c.insertOne(
            new Document("_id", written.incrementAndGet())
                .append("n", i)
                .append("x", "y".repeat(2_000)));
      }
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer =
          new Thread(
              () -> {
                while (!stop.get()) {
                  c.insertMany(
                      List.of(
                          new Document("_id", written.get() + 1),
                          new Document("_id", written.get() + 2)));
                  written.addAndGet(2);
                }
              });
      writer.start();
      before = written.get();
      assertThat(store("backup", "--data", data.toString(), "--to", backup.toString())).isZero();
      assertThat(said.toString()).contains("100 %");
      after = written.get() + 2;
      assertThat(store("backup", "--data", data.toString(), "--to", backup.toString()))
          .isEqualTo(1);
      assertThat(said.toString()).contains("exists");
      stop.set(true);
      writer.join();
      assertThat(
              store("restore", "--from", backup.toString(), "--data", data.toString(), "--replace"))
          .isEqualTo(1);
      assertThat(said.toString()).contains("is open in another process");
    }
    assertThat(store("restore", "--from", backup.toString(), "--data", data.toString()))
        .isEqualTo(1);
    assertThat(said.toString()).contains("--replace");
    assertThat(
            store("restore", "--from", backup.toString(), "--data", data.toString(), "--replace"))
        .isZero();
    try (StoreFixture fixture = new StoreFixture(data)) {
      long kept = count(fixture.collection("c"));
      assertThat(kept).isBetween((long) before, (long) after);
      assertThat(kept % 2).as("a batch is in it as a whole").isZero();
      assertThat(fixture.collection("c").find(new Document("n", 77)).first().getInteger("_id"))
          .isEqualTo(78);
      assertThat(fixture.store.scans()).isZero();
    }
    assertThat(store("check", "--data", data.toString())).isZero();
    assertThat(said.toString()).contains("is sound");
  }

  @Test
  void aDamagedBackupIsNotRestored() throws Exception {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.db");
    try (StoreFixture fixture = new StoreFixture(data)) {
      for (int i = 0; i < 50; i++) {
        fixture.collection("c").insertOne(new Document("_id", i).append("x", "y".repeat(3_000)));
      }
      StoreBackup.write(data, backup, percent -> {});
    }
    byte[] bytes = Files.readAllBytes(backup);
    bytes[bytes.length / 2] ^= 1;
    Files.write(backup, bytes);
    assertThatThrownBy(
            () -> StoreBackup.restore(backup, directory.resolve("other"), false, percent -> {}))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("damaged");
    assertThat(directory.resolve("other").resolve("store.db")).doesNotExist();
  }

  /** Whoever restores has a store that may be sound, and reads of the one file that is not. */
  @Test
  void aBrokenBackupIsNamedAsWhatIsBrokenAndTheStoreThatIsThereStays() throws Exception {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.db");
    try (StoreFixture fixture = new StoreFixture(data)) {
      for (int i = 0; i < 50; i++) {
        fixture.collection("c").insertOne(new Document("_id", i).append("x", "y".repeat(3_000)));
      }
    }
    StoreBackup.write(data, backup, percent -> {});
    byte[] sound = Files.readAllBytes(backup);
    byte[] flipped = sound.clone();
    flipped[flipped.length / 2] ^= 1;
    byte[] begun = sound.clone();
    begun[3] ^= 1;
    for (byte[] broken :
        List.of(
            flipped,
            begun,
            Arrays.copyOf(sound, sound.length / 2),
            Arrays.copyOf(sound, 100),
            new byte[0],
            "not a backup at all".repeat(500).getBytes(StandardCharsets.UTF_8))) {
      Files.write(backup, broken);
      assertThat(
              store("restore", "--from", backup.toString(), "--data", data.toString(), "--replace"))
          .isEqualTo(1);
      assertThat(said.toString())
          .contains(
              "The backup " + backup + " is damaged", "Nothing was restored", "Take another backup")
          .doesNotContain("\tat ", "The store's file is damaged", "Keep a copy of the directory");
    }
    assertThat(store("check", "--data", data.toString())).isZero();
  }

  @Test
  void aBackupSaysWhatIsWrongWithWhereItIsToGo() throws Exception {
    Path data = directory.resolve("data");
    new StoreFixture(data).close();
    Path nowhere = directory.resolve("nowhere");
    assertThat(store("backup", "--data", data.toString(), "--to", nowhere + "/bk")).isEqualTo(1);
    assertThat(said.toString()).contains("There is no folder " + nowhere, "make it");
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(store("backup", "--data", data.toString(), "--to", file + "/bk")).isEqualTo(1);
    assertThat(said.toString()).contains("There is no folder " + file);
  }

  @Test
  void aRestoreToAFileSaysThatItIsNoFolder() throws Exception {
    Path data = directory.resolve("data");
    Path backup = directory.resolve("backup.db");
    new StoreFixture(data).close();
    StoreBackup.write(data, backup, percent -> {});
    Path file = Files.createFile(directory.resolve("file"));
    assertThat(store("restore", "--from", backup.toString(), "--data", file.toString()))
        .isEqualTo(1);
    assertThat(said.toString()).contains(file + " is a file", "folder");
  }

  @Test
  void theStoreServesLoopbackOnly() {
    assertThat(store("--data", directory.toString(), "--host", "0.0.0.0")).isEqualTo(1);
    assertThat(said.toString()).contains("serves loopback only, not 0.0.0.0");
    assertThat(store("--port", "0")).isEqualTo(2);
    assertThat(said.toString()).contains("--data DIR");
  }

  @Test
  @Tag("long")
  void twoClientsShareTheStoreOfAProcess() throws Exception {
    try (StoreProcess process = StoreProcess.start(directory.resolve("data"), java.util.Map.of());
        MongoClient one = StoreFixture.client(process.uri());
        MongoClient two = StoreFixture.client(process.uri())) {
      one.getDatabase("force").getCollection("c").insertOne(new Document("_id", 1));
      assertThat(count(two.getDatabase("force").getCollection("c"))).isEqualTo(1);
      Document status = two.getDatabase("force").runCommand(new Document("serverStatus", 1));
      assertThat(status.get("store", Document.class).getLong("scans")).isZero();
    }
  }
}
