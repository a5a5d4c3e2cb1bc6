package uk.seenheard.api.bench;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreFixture;

/**
 * The driver alone, inserting the commits that a server had written, each behind its bodies: the
 * same bytes, the same indexes, the same store in a process of its own; no HTTP, no fold.
 */
final class RawInserts implements AutoCloseable {
  private final BenchServer store;
  private final MongoClient client;
  private final MongoCollection<BsonDocument> commits;
  private final MongoCollection<BsonDocument> bodies;
  private final List<Written> documents;
  private final int changes;
  private int round;

  /** A commit, and the pieces in which its bodies lie. */
  private record Written(BsonDocument commit, List<BsonDocument> bodies) {}

  private RawInserts(BenchServer store, MongoClient client, List<Written> documents) {
    this.store = store;
    this.client = client;
    this.documents = documents;
    this.changes = documents.stream().mapToInt(one -> changes(one.commit())).sum();
    this.commits = collection(client, "commits");
    this.bodies = collection(client, "bodies");
    bodies.createIndex(Indexes.ascending("feed", "n"));
    IndexOptions unique = new IndexOptions().unique(true);
    commits.createIndex(Indexes.ascending("feed", "n"), unique);
    commits.createIndex(Indexes.ascending("feed", "keys"), unique);
    commits.createIndex(
        Indexes.compoundIndex(Indexes.ascending("feed", "devices"), Indexes.descending("n")));
  }

  private static MongoCollection<BsonDocument> collection(MongoClient client, String name) {
    return client
        .getDatabase("seenheard")
        .getCollection(name, BsonDocument.class)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  /** The commits of full groups in the store of a server that has ended, and where to put them. */
  static RawInserts of(Path stopped, Path data, int enough) throws IOException {
    List<Written> found = new ArrayList<>();
    try (EmbeddedStore store = EmbeddedStore.open(stopped);
        MongoClient client = StoreFixture.client(StoreFixture.serve(store))) {
      int changes = 0;
      for (BsonDocument commit :
          client
              .getDatabase("seenheard")
              .getCollection("commits", BsonDocument.class)
              .find(com.mongodb.client.model.Filters.eq("feed", "marlshire"))
              .sort(com.mongodb.client.model.Sorts.descending("feed", "n"))) {
        if (changes(commit) >= Fleet.BATCH && changes < enough) {
          found.add(
              new Written(
                  commit,
                  client
                      .getDatabase("seenheard")
                      .getCollection("bodies", BsonDocument.class)
                      .find(
                          com.mongodb.client.model.Filters.and(
                              com.mongodb.client.model.Filters.eq("feed", "marlshire"),
                              com.mongodb.client.model.Filters.eq("n", commit.get("n"))))
                      .into(new ArrayList<>())));
          changes += changes(commit);
        }
        if (changes >= enough) {
          break;
        }
      }
    }
    BenchServer store = BenchServer.store(data);
    return new RawInserts(
        store,
        StoreFixture.client(StoreFixture.served("mongodb://127.0.0.1:" + store.port())),
        found);
  }

  private static int changes(BsonDocument commit) {
    int changes = 0;
    for (BsonValue batch : commit.getArray("batches")) {
      changes += batch.asDocument().getArray("changes").size();
    }
    return changes;
  }

  /** How many commit documents one run inserts, and how many changes are in them. */
  String describe() {
    long bytes = 0;
    int pieces = 0;
    for (Written one : documents) {
      bytes += raw(one.commit()).getByteBuffer().remaining();
      pieces += one.bodies().size();
      for (BsonDocument piece : one.bodies()) {
        bytes += raw(piece).getByteBuffer().remaining();
      }
    }
    return String.format(
        java.util.Locale.ROOT,
        "%d commit documents and %d of their bodies, %d changes, %d bytes",
        documents.size(),
        pieces,
        changes,
        bytes);
  }

  private static RawBsonDocument raw(BsonDocument document) {
    return new RawBsonDocument(document, new BsonDocumentCodec());
  }

  /** Inserts them all again under another name of the feed; changes a second. */
  double insert(int writers) throws Exception {
    round++;
    String feed = "round" + String.format(java.util.Locale.ROOT, "%04d", round);
    List<List<Written>> shares = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < documents.size(); i++) {
      BsonDocument copy = named(documents.get(i).commit(), feed);
      BsonArray keys = new BsonArray();
      copy.getArray("keys").forEach(keys::add);
      copy.put("keys", keys);
      List<BsonDocument> pieces = new ArrayList<>();
      documents.get(i).bodies().forEach(piece -> pieces.add(raw(named(piece, feed))));
      shares.get(i % writers).add(new Written(raw(copy), pieces));
    }
    List<Callable<Void>> work = new ArrayList<>();
    for (List<Written> share : shares) {
      work.add(
          () -> {
            for (Written one : share) {
              if (!one.bodies().isEmpty()) {
                bodies.insertMany(one.bodies());
              }
              commits.insertOne(one.commit());
            }
            return null;
          });
    }
    return changes / Together.seconds(work);
  }

  private static BsonDocument named(BsonDocument written, String feed) {
    BsonDocument copy = written.clone();
    copy.put("_id", new BsonString(copy.getString("_id").getValue().replace("marlshire", feed)));
    copy.put("feed", new BsonString(feed));
    return copy;
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
