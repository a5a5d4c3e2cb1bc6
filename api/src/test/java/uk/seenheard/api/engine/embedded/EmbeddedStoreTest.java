package uk.seenheard.api.engine.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
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
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
  @TempDir Path directory;
  StoreFixture fixture;
  MongoCollection<Document> commits;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(directory);
    commits = fixture.collection("commits");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void reopen() {
    fixture.close();
    open();
  }

  private void indexCommits() {
    commits.createIndex(Indexes.ascending("feed", "n"), new IndexOptions().unique(true));
    commits.createIndex(Indexes.ascending("feed", "keys"), new IndexOptions().unique(true));
    commits.createIndex(
        Indexes.compoundIndex(Indexes.ascending("feed", "devices"), Indexes.descending("n")));
  }

  private static Document commit(String feed, int n, String... devices) {
    return new Document("_id", feed + "/" + n)
        .append("feed", feed)
        .append("n", n)
        .append("devices", List.of(devices))
        .append("keys", List.of(devices[0] + "/1/" + n));
  }

  private List<Integer> numbers(Bson filter, Bson sort, int limit) {
    List<Integer> found = new ArrayList<>();
    commits.find(filter).sort(sort).limit(limit).forEach(d -> found.add(d.getInteger("n")));
    return found;
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    indexCommits();
    for (int n = 1; n <= 500; n++) {
      commits.insertOne(commit("north", n, "d" + n % 7, "e" + n % 3));
    }
    reopen();
    assertThat(count(commits)).isEqualTo(500);
    assertThat(commits.find(eq("_id", "north/77")).first())
        .isEqualTo(commit("north", 77, "d0", "e2"));
    assertThat(commits.listIndexes().into(new ArrayList<>()))
        .extracting(d -> d.getString("name"))
        .containsExactlyInAnyOrder("_id_", "feed_1_n_1", "feed_1_keys_1", "feed_1_devices_1_n_-1");
    assertThatThrownBy(() -> commits.insertOne(commit("north", 500, "x").append("_id", "other")))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
  }

  @Test
  void queriesOfTheLogAreAnsweredByIndexes() {
    indexCommits();
    List<Document> all = new ArrayList<>();
    for (int n = 1; n <= 300; n++) {
      all.add(commit(n % 2 == 0 ? "north" : "south", n, "d" + n % 7, "e" + n % 3));
    }
    commits.insertMany(all);
    assertThat(numbers(and(eq("feed", "north"), gt("n", 100)), ascending("n"), 3))
        .containsExactly(102, 104, 106);
    assertThat(numbers(eq("feed", "north"), descending("n"), 1)).containsExactly(300);
    assertThat(numbers(and(eq("feed", "north"), eq("devices", "d1")), descending("n"), 2))
        .containsExactly(288, 274);
    assertThat(
            numbers(and(eq("feed", "north"), in("devices", "d1", "e0", "d0")), descending("n"), 4))
        .containsExactly(300, 294, 288, 282);
    assertThat(numbers(and(eq("feed", "south"), gte("n", 7), lt("n", 13)), ascending("n"), 0))
        .containsExactly(7, 9, 11);
    assertThat(count(commits, and(eq("feed", "north"), gt("n", 100)))).isEqualTo(100);
    assertThat(fixture.store.scans()).as(fixture.store.unindexed().toString()).isZero();
    assertThat(fixture.store.sortsInMemory()).isZero();
  }

  @Test
  void aQueryWithoutAnIndexIsCountedAsAScan() {
    commits.insertOne(commit("north", 1, "d"));
    assertThat(commits.find(eq("at", 5)).first()).isNull();
    assertThat(fixture.store.scans()).isEqualTo(1);
    assertThat(fixture.store.unindexed()).containsExactly("scan force.commits {at: ?} sort null");
  }

  @Test
  void scansAreRefusedWhereTestsAskForIt() {
    fixture.close();
    try (EmbeddedStore strict = EmbeddedStore.open(directory, true);
        MongoClient client = StoreFixture.client(StoreFixture.serve(strict))) {
      MongoCollection<Document> c = client.getDatabase("force").getCollection("c");
      c.createIndex(Indexes.ascending("feed"));
      c.insertOne(new Document("_id", 1).append("feed", "north"));
      assertThat(c.find(eq("feed", "north")).first()).isNotNull();
      assertThat(count(c)).isEqualTo(1);
      assertThatThrownBy(() -> c.find(eq("state", "open")).first())
          .hasMessageContaining("No index answers {state: ?}");
      assertThatThrownBy(() -> c.deleteMany(eq("state", "open")))
          .hasMessageContaining("No index answers {state: ?}");
    }
    open();
  }

  @Test
  void updatesMoveTheKeys() {
    MongoCollection<Document> incidents = fixture.collection("incidents");
    incidents.createIndex(Indexes.ascending("feed", "scopes", "lastN"));
    for (int i = 0; i < 50; i++) {
      incidents.updateOne(
          eq("_id", "north/" + i),
          Updates.combine(
              Updates.setOnInsert("feed", "north"),
              Updates.addToSet("scopes", "team" + i % 5),
              Updates.max("lastN", i)),
          new UpdateOptions().upsert(true));
    }
    incidents.updateMany(
        and(eq("feed", "north"), eq("scopes", "team3")),
        Updates.combine(Updates.inc("lastN", 100), Updates.addToSet("scopes", "all")));
    List<Integer> found = new ArrayList<>();
    incidents
        .find(and(eq("feed", "north"), eq("scopes", "all"), gt("lastN", 110)))
        .sort(ascending("lastN"))
        .forEach(d -> found.add(d.getInteger("lastN")));
    assertThat(found).containsExactly(113, 118, 123, 128, 133, 138, 143, 148);
    assertThat(incidents.deleteMany(eq("scopes", "all")).getDeletedCount()).isEqualTo(10);
    assertThat(count(incidents)).isEqualTo(40);
    Document before = incidents.findOneAndUpdate(eq("_id", "north/1"), Updates.set("state", "new"));
    assertThat(before).doesNotContainKey("state");
    Document after =
        incidents.findOneAndUpdate(
            eq("_id", "counter"),
            Updates.inc("n", 1),
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    assertThat(after).isEqualTo(new Document("_id", "counter").append("n", 1));
  }

  @Test
  void aLargeResultComesInBatches() {
    List<Document> all = new ArrayList<>();
    for (int n = 0; n < 5_000; n++) {
      all.add(commit("north", n, "d"));
    }
    commits.insertMany(all);
    assertThat(commits.find().batchSize(37).into(new ArrayList<>())).isEqualTo(all);
    assertThat(commits.find().into(new ArrayList<>())).hasSize(5_000);
  }
}
