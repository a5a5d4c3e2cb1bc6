package uk.seenheard.api.engine.embedded;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight threads at once; {@code -Dseenheard.store.each=10000} for the long run. */
class StoreConcurrencyTest {
  private static final int THREADS = 8;
  private static final int EACH = Integer.getInteger("seenheard.store.each", 400);

  @TempDir Path directory;
  StoreFixture fixture;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private interface Step {
    void run(int thread, int i);
  }

  private static void together(Step step) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        all.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < EACH; i++) {
                    step.run(thread, i);
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  @Tag("long")
  void everyValueOfACounterIsGivenOnce() throws Exception {
    MongoCollection<Document> counters = fixture.collection("counters");
    FindOneAndUpdateOptions options =
        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
    Set<Integer> given = ConcurrentHashMap.newKeySet();
    together(
        (thread, i) ->
            assertThat(
                    given.add(
                        counters
                            .findOneAndUpdate(eq("_id", "n"), Updates.inc("n", 1), options)
                            .getInteger("n")))
                .isTrue());
    assertThat(given).hasSize(THREADS * EACH);
    assertThat(counters.find().first().getInteger("n")).isEqualTo(THREADS * EACH);
  }

  @Test
  void aRaceForAUniqueKeyHasOneWinner() throws Exception {
    MongoCollection<Document> commits = fixture.collection("commits");
    commits.createIndex(Indexes.ascending("feed", "n"), new IndexOptions().unique(true));
    AtomicInteger won = new AtomicInteger();
    together(
        (thread, i) -> {
          try {
            commits.insertOne(new Document("feed", "north").append("n", i).append("by", thread));
            won.incrementAndGet();
          } catch (MongoWriteException e) {
            assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
          }
        });
    assertThat(won.get()).isEqualTo(EACH);
    assertThat(count(commits)).isEqualTo(EACH);
  }

  @Test
  void upsertsMeetInOneDocument() throws Exception {
    MongoCollection<Document> incidents = fixture.collection("incidents");
    together(
        (thread, i) ->
            incidents.updateOne(
                eq("_id", "i" + i % 50),
                Updates.combine(Updates.inc("writes", 1), Updates.addToSet("by", thread)),
                new UpdateOptions().upsert(true)));
    int writes = 0;
    for (Document d : incidents.find()) {
      writes += d.getInteger("writes");
      assertThat(d.getList("by", Integer.class)).hasSize(THREADS);
    }
    assertThat(writes).isEqualTo(THREADS * EACH);
    assertThat(count(incidents)).isEqualTo(50);
  }

  @Test
  @Tag("long")
  void indexesAreMadeWhileOthersWriteAndRead() throws Exception {
    together(
        (thread, i) -> {
          // A new collection now and then, so that making it is raced for as well.
          MongoCollection<Document> c = fixture.collection("c" + i / 50);
          c.createIndex(Indexes.ascending("feed", "n"));
          c.createIndex(Indexes.ascending("feed", "by"), new IndexOptions().name("by"));
          c.insertOne(new Document("feed", "north").append("n", i).append("by", thread));
          assertThat(count(c, new Document("feed", "north").append("by", thread)))
              .isEqualTo(i % 50 + 1);
        });
    long all = 0;
    for (int c = 0; c <= (EACH - 1) / 50; c++) {
      all += count(fixture.collection("c" + c));
      assertThat(fixture.collection("c" + c).listIndexes().into(new ArrayList<>())).hasSize(3);
    }
    assertThat(all).isEqualTo((long) THREADS * EACH);
  }
}
