package uk.seenheard.api.engine.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static uk.seenheard.api.engine.documents.Where.eq;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;

/**
 * What a replica set keeps of a key that was destroyed: its oplog holds the insert for as long as
 * its window is. Printed here, said in OPERATIONS.md.
 */
class OplogTest {
  @Test
  void theOplogKeepsADestroyedKeyForItsWindow() throws Exception {
    Optional<String> uri = ReplicaSet.uri();
    assumeTrue(uri.isPresent(), "no replica set is at hand: -Preplica-set");
    byte[] key = new byte[60];
    new Random().nextBytes(key);
    Vertx vertx = Vertx.vertx();
    try (DocumentStore store =
            MongoStore.connect(
                uri.get(), Optional.of("oplog" + System.nanoTime()), Optional.empty(), vertx);
        MongoClient client = MongoClients.create(uri.get())) {
      Documents keys = store.collection("keys");
      await(keys.insert(new Document("_id", "f/i").append("wrapped", new Binary(key))));
      await(keys.update(eq("_id", "f/i"), Change.set("wrapped", new Binary(new byte[0]))));
      MongoCollection<Document> oplog = client.getDatabase("local").getCollection("oplog.rs");
      boolean held = false;
      for (Document entry : oplog.find(new Document("op", "i").append("o._id", "f/i"))) {
        Binary kept = entry.get("o", Document.class).get("wrapped", Binary.class);
        held |= kept != null && Arrays.equals(kept.getData(), key);
      }
      assertThat(held).as("the oplog still holds the key").isTrue();
      Document size = client.getDatabase("local").runCommand(new Document("collStats", "oplog.rs"));
      long from =
          oplog
              .find()
              .sort(new Document("$natural", 1))
              .first()
              .get("ts", org.bson.BsonTimestamp.class)
              .getTime();
      long to =
          oplog
              .find()
              .sort(new Document("$natural", -1))
              .first()
              .get("ts", org.bson.BsonTimestamp.class)
              .getTime();
      System.out.printf(
          java.util.Locale.ROOT,
          "oplog: at most %d MB, %d bytes in %d s; it forgets by size, and not before"
              + " oplogMinRetentionHours where that is set%n",
          ((Number) size.get("maxSize")).longValue() >> 20,
          ((Number) size.get("size")).longValue(),
          to - from);
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static <T> T await(io.vertx.core.Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}
