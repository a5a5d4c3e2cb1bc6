package uk.seenheard.api.engine.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static uk.seenheard.api.engine.documents.Where.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.identity.Keys;

/**
 * What a replica set keeps of a key that was destroyed: its oplog holds the insert until as much as
 * it holds has been written since, and no longer. How much that is of changes is measured here and
 * said in OPERATIONS.md.
 */
class OplogTest {
  private static final int MEGABYTE = 1024 * 1024;

  /** What the small set's oplog holds: small, so that it is full within seconds. */
  private static final int SMALL = 16;

  private static final int CHANGES = 400;

  @TempDir Path folder;

  @Test
  void theOplogKeepsADestroyedKeyUntilAsMuchAsItHoldsWasWrittenSince() throws Exception {
    Optional<ReplicaSet> set = ReplicaSet.alone(SMALL);
    assumeTrue(set.isPresent(), "no replica set is at hand: -Preplica-set");
    byte[] key = new byte[60];
    Random random = new Random(20_261_130L);
    random.nextBytes(key);
    String uri = set.get().connection();
    Vertx vertx = Vertx.vertx();
    try (DocumentStore store =
            MongoStore.connect(uri, Optional.of("oplog"), Optional.empty(), vertx);
        MongoClient client = MongoClients.create(uri)) {
      Documents keys = store.collection("keys");
      await(keys.insert(new Document("_id", "f/i").append("wrapped", new Binary(key))));
      await(keys.update(eq("_id", "f/i"), Change.set("wrapped", new Binary(new byte[0]))));
      assertThat(holds(client, key)).as("right after the erasure").isTrue();

      long since = oplogBytes(client);
      Documents other = store.collection("other");
      byte[] words = new byte[64 * 1024];
      long written = 0;
      while (holds(client, key) && written < 20L * SMALL * MEGABYTE) {
        for (int i = 0; i < 16; i++) {
          random.nextBytes(words);
          await(other.insert(new Document("_id", "w" + written).append("w", new Binary(words))));
          written += words.length;
        }
        // What a checkpoint does not hold yet stays in the oplog: one comes each minute by itself.
        client.getDatabase("admin").runCommand(new Document("fsync", 1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
      System.out.printf(
          Locale.ROOT,
          "oplog of %d MB: %d bytes when the key went, which was gone after %d KB more%n",
          SMALL,
          since,
          written / 1024);
      assertThat(holds(client, key)).as("once as much was written").isFalse();
      // Behind its size, and behind the checkpoints: how far, depends on what else the machine
      // does.
      assertThat(written).isGreaterThan((long) SMALL * MEGABYTE / 2);
    } finally {
      set.get().stop();
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatAChangePutsIntoTheOplogSaysHowLongThatIs() throws Exception {
    Optional<String> uri = ReplicaSet.uri();
    assumeTrue(uri.isPresent(), "no replica set is at hand: -Preplica-set");
    Path keys = folder.resolve("keys.json");
    Keys.create(keys);
    String database = "oplog" + System.nanoTime();
    try (LiveServer server =
            LiveServer.start(
                folder.resolve("data"),
                System::currentTimeMillis,
                Map.of(
                    "MONGODB_URI",
                    uri.get().replace("/?", "/" + database + "?"),
                    "SEENHEARD_KEYS",
                    keys.toString()));
        MongoClient client = MongoClients.create(uri.get())) {
      Officer officer = Officer.onShift(server.url(), "pc1201");
      String incident = officer.incident("OPLOG");
      push(officer, incident, 20);
      long before = oplogBytes(client);
      push(officer, incident, CHANGES);
      long each = (oplogBytes(client) - before) / CHANGES;
      long most = 990L * MEGABYTE;
      System.out.printf(
          Locale.ROOT,
          "a change in pushes of 20 puts %d bytes into the oplog: the smallest one that"
              + " replSetResizeOplog takes (990 MB) holds %,d changes%n",
          each,
          most / Math.max(1, each));
      assertThat(each).isBetween(500L, 200_000L);
    }
  }

  private static void push(Officer officer, String incident, int changes) {
    for (int done = 0; done < changes; done += 20) {
      int from = officer.written().size() + 1;
      for (int i = 0; i < 20; i++) {
        officer.record(incident, Officer.set("field" + i, "something that was seen " + done));
      }
      officer.send(officer.push(from, officer.written().size())).expect(200);
    }
  }

  /** Whether an entry of the oplog holds the key. */
  private static boolean holds(MongoClient client, byte[] key) {
    MongoCollection<Document> oplog = client.getDatabase("local").getCollection("oplog.rs");
    for (Document entry : oplog.find(new Document("op", "i").append("o._id", "f/i"))) {
      Binary kept = entry.get("o", Document.class).get("wrapped", Binary.class);
      if (kept != null && Arrays.equals(kept.getData(), key)) {
        return true;
      }
    }
    return false;
  }

  private static long oplogBytes(MongoClient client) {
    Document size = client.getDatabase("local").runCommand(new Document("collStats", "oplog.rs"));
    return ((Number) size.get("size")).longValue();
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
