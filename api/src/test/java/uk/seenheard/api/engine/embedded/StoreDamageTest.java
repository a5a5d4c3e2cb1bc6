package uk.seenheard.api.engine.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.MongoQueryException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;

class StoreDamageTest {
  @TempDir Path directory;

  private void fill(int documents) {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      byte[] noise = new byte[3_000];
      new Random(5).nextBytes(noise);
      List<Document> all = new ArrayList<>();
      for (int i = 0; i < documents; i++) {
        all.add(new Document("_id", i).append("n", i).append("body", new Binary(noise)));
      }
      fixture.collection("c").insertMany(all);
    }
  }

  /** The files of a store that was killed: its log is still there. */
  private Path killed(Path copy) throws IOException {
    try (StoreFixture fixture = new StoreFixture(directory)) {
      for (int i = 0; i < 20; i++) {
        fixture.collection("c").insertOne(new Document("_id", "late-" + i));
      }
      StoreFixture.folder(copy);
      for (String name : List.of("store.db", "store.db-wal")) {
        Files.copy(directory.resolve(name), copy.resolve(name));
      }
    }
    return copy.resolve("store.db-wal");
  }

  private static void flip(Path file, long at) throws IOException {
    try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
      f.seek(at);
      int b = f.read();
      f.seek(at);
      f.write(b ^ 0x55);
    }
  }

  @Test
  void everyFlippedByteInTheMiddleOfTheFileIsRefusedOrMeansNothing() throws Exception {
    fill(200);
    Path file = directory.resolve("store.db");
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 40; round++) {
      long at = sound.length / 4 + random.nextInt(sound.length / 2);
      flip(file, at);
      try (StoreFixture fixture = new StoreFixture(directory)) {
        // Not refused: then the byte stood in no document and in no tree that leads to one.
        assertThat(fixture.collection("c").find().into(new ArrayList<>())).hasSize(200);
      } catch (StoreRefused e) {
        refused++;
        assertThat(e).hasMessageContaining("damaged").hasMessageContaining("store restore");
      } catch (MongoQueryException e) { // opened, and refused to whoever reads it
        refused++;
        assertThat(e).hasMessageContaining("damaged (checksum)");
      }
      Files.write(file, sound);
      Files.deleteIfExists(directory.resolve("store.db-wal"));
      Files.deleteIfExists(directory.resolve("store.db-shm"));
    }
    assertThat(refused).as("of 40").isGreaterThan(30);
  }

  @Test
  void aDamagedDocumentIsNamedByTableAndPosition() throws Exception {
    fill(10);
    try (Connection c =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        Statement s = c.createStatement()) {
      int id;
      try (var r =
          s.executeQuery("SELECT id FROM catalogue WHERE namespace = 'force.c' AND name = ''")) {
        id = r.getInt(1);
      }
      s.execute(
          "UPDATE d" + id + " SET b = substr(b, 1, 500) || x'00' || substr(b, 502) WHERE p = 7");
      assertThatThrownBy(() -> EmbeddedStore.open(directory, false))
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("position 7 of table d" + id)
          .hasMessageContaining("store restore");
    }
  }

  @Test
  void anIndexThatContradictsItsDocumentsIsFoundByTheCheck() throws Exception {
    fill(10);
    assertThat(check()).isEqualTo("sound");
    try (Connection c =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        Statement s = c.createStatement()) {
      int id;
      try (var r =
          s.executeQuery(
              "SELECT id FROM catalogue WHERE namespace = 'force.c' AND name = '_id_'")) {
        id = r.getInt(1);
      }
      s.execute("DELETE FROM x" + id + " WHERE p = 4");
    }
    assertThat(check()).contains("index _id_").contains("position 4");
  }

  private String check() {
    try {
      StoreChecks.everything(directory, percent -> {});
      return "sound";
    } catch (StoreRefused e) {
      return e.getMessage();
    }
  }

  @Test
  void damageInTheLogBeforeIntactCommitsIsRefused() throws Exception {
    fill(10);
    Path copy = directory.resolve("copy");
    Path wal = killed(copy);
    flip(wal, 32 + 24 + 100); // in the first frame; nineteen commits follow
    assertThatThrownBy(() -> EmbeddedStore.open(copy, false))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("store.db-wal at byte 32")
        .hasMessageContaining("store restore");
  }

  @Test
  void aTornTailIsCutAndSaid() throws Exception {
    fill(10);
    Path copy = directory.resolve("copy");
    Path wal = killed(copy);
    long length = Files.size(wal);
    try (RandomAccessFile f = new RandomAccessFile(wal.toFile(), "rw")) {
      f.setLength(length);
      f.seek(length - 3_000);
      f.write(new byte[3_000]);
    }
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    Logger logger = (Logger) LoggerFactory.getLogger(PageStore.class);
    logger.addAppender(said);
    try (StoreFixture fixture = new StoreFixture(copy)) {
      assertThat(fixture.collection("c").find(eq("_id", "late-18")).first()).isNotNull();
      assertThat(fixture.collection("c").find(eq("_id", "late-19")).first()).isNull();
      fixture.collection("c").insertOne(new Document("_id", "late-19"));
    } finally {
      logger.detachAppender(said);
    }
    assertThat(said.list)
        .anySatisfy(
            e ->
                assertThat(e.getFormattedMessage())
                    .contains("belong to no finished commit and are cut"));
  }

  @Test
  void aSecondOwnerIsRefused() {
    try (EmbeddedStore store = EmbeddedStore.open(directory, false)) {
      assertThatThrownBy(() -> EmbeddedStore.open(directory, false))
          .isInstanceOf(StoreRefused.class)
          .hasMessageContaining("is open in another process");
      assertThat(store.scans()).isZero();
    }
    EmbeddedStore.open(directory, false).close();
  }

  @Test
  void aNewerFormatAndAnotherProgramsFileAreRefused() throws Exception {
    fill(1);
    pragma("user_version = 2");
    assertThatThrownBy(() -> EmbeddedStore.open(directory, false))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("has format 2, this version reads format 1");
    pragma("user_version = 1");
    pragma("application_id = 7");
    assertThatThrownBy(() -> EmbeddedStore.open(directory, false))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("another program");
    Files.write(
        directory.resolve("store.db"),
        "not a database at all, but long enough"
            .repeat(99)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThatThrownBy(() -> EmbeddedStore.open(directory, false))
        .isInstanceOf(StoreRefused.class)
        .hasMessageContaining("damaged");
  }

  private void pragma(String what) throws Exception {
    try (Connection c =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"));
        Statement s = c.createStatement()) {
      s.execute("PRAGMA " + what);
    }
  }
}
