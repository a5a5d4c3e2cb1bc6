package uk.seenheard.api.engine.embedded.pages;

import static com.mongodb.client.model.Filters.eq;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import uk.seenheard.api.engine.embedded.StoreFixture;

/**
 * Eight writers that remember what they were promised, and when: inserts one by one and in batches,
 * and a counter each, moved up one by one.
 */
final class Hammer {
  static final int WRITERS = 8;

  /** A promise: this document, or this value of a counter, was acknowledged at this time. */
  record Promise(long at, String id, int counter) {}

  /** What a look at the store found missing or too much. */
  record Verdict(int acknowledged, int lost, int doubled) {
    Verdict plus(Verdict other) {
      return new Verdict(
          acknowledged + other.acknowledged, lost + other.lost, doubled + other.doubled);
    }
  }

  private final ConcurrentLinkedQueue<Promise> promises = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> asked = new HashMap<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  Hammer() {
    for (int w = 0; w < WRITERS; w++) {
      asked.put("counter-" + w, new AtomicInteger());
    }
  }

  static void prepare(MongoDatabase database) {
    MongoCollection<Document> entries = database.getCollection("entries");
    entries.createIndex(Indexes.ascending("writer", "seq"));
    MongoCollection<Document> counters = database.getCollection("counters");
    for (int w = 0; w < WRITERS; w++) {
      if (counters.find(eq("_id", "counter-" + w)).first() == null) {
        counters.insertOne(new Document("_id", "counter-" + w).append("n", 0));
      }
    }
  }

  /** Starts the writers; they go on until the connection breaks or {@link #stop} is called. */
  void start(String uri) {
    stopped.set(false);
    MongoClient client = StoreFixture.client(uri + "/?serverSelectionTimeoutMS=500");
    prepare(client.getDatabase("force"));
    for (int w = 0; w < WRITERS; w++) {
      int writer = w;
      Thread thread = new Thread(() -> write(client.getDatabase("force"), writer), "writer-" + w);
      threads.add(thread);
      thread.start();
    }
    Thread closer =
        new Thread(
            () -> {
              try {
                for (Thread thread : List.copyOf(threads)) {
                  thread.join();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              client.close();
            });
    closer.start();
  }

  void stop() throws InterruptedException {
    stopped.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  private void write(MongoDatabase database, int writer) {
    MongoCollection<Document> entries = database.getCollection("entries");
    MongoCollection<Document> counters = database.getCollection("counters");
    String counter = "counter-" + writer;
    try {
      while (!stopped.get()) {
        Document one = entry(writer);
        entries.insertOne(one);
        promise(one);
        List<Document> batch = List.of(entry(writer), entry(writer), entry(writer));
        entries.insertMany(batch);
        batch.forEach(this::promise);
        asked.get(counter).incrementAndGet();
        Document moved =
            counters.findOneAndUpdate(
                eq("_id", counter),
                Updates.inc("n", 1),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        promises.add(new Promise(System.nanoTime(), counter, moved.getInteger("n")));
      }
    } catch (MongoException e) {
      // The store was killed: what was asked last has no answer, so no promise either.
      return;
    }
  }

  private Document entry(int writer) {
    int seq = ids.incrementAndGet();
    return new Document("_id", "e" + seq)
        .append("writer", writer)
        .append("seq", seq)
        .append("text", "what was said ".repeat(seq % 60));
  }

  private void promise(Document entry) {
    promises.add(new Promise(System.nanoTime(), entry.getString("_id"), 0));
  }

  /** Compares the store with the promises made before a time. */
  Verdict verify(MongoDatabase database, long before) {
    Set<String> found = new TreeSet<>();
    Set<Integer> seqs = new TreeSet<>();
    int doubled = 0;
    for (Document d : database.getCollection("entries").find()) {
      found.add(d.getString("_id"));
      boolean intact =
          d.getString("text").equals("what was said ".repeat(d.getInteger("seq") % 60));
      doubled += seqs.add(d.getInteger("seq")) && intact ? 0 : 1;
    }
    Map<String, Integer> counters = new HashMap<>();
    for (Document d : database.getCollection("counters").find()) {
      counters.put(d.getString("_id"), d.getInteger("n"));
    }
    int acknowledged = 0;
    int lost = 0;
    for (Promise promise : promises) {
      if (promise.at - before < 0) {
        acknowledged++;
        boolean kept =
            promise.counter == 0
                ? found.contains(promise.id)
                : counters.getOrDefault(promise.id, 0) >= promise.counter;
        lost += kept ? 0 : 1;
      }
    }
    for (Map.Entry<String, Integer> counter : counters.entrySet()) {
      doubled += Math.max(0, counter.getValue() - asked.get(counter.getKey()).get());
    }
    // Every entry must also be found by the index, and the index must lead to no other.
    for (int w = 0; w < WRITERS; w++) {
      long byIndex = count(database.getCollection("entries"), eq("writer", w));
      long byScan = 0;
      for (Document d : database.getCollection("entries").find(eq("writer", w))) {
        byScan += found.contains(d.getString("_id")) ? 1 : 0;
      }
      doubled += (int) Math.abs(byIndex - byScan);
    }
    return new Verdict(acknowledged, lost, doubled);
  }
}
