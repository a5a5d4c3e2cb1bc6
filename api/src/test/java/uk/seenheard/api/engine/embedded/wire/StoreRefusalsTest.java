package uk.seenheard.api.engine.embedded.wire;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.ValidationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.seenheard.api.engine.embedded.StoreFixture;

class StoreRefusalsTest {
  /** What is asked of a collection, and the words of the refusal. */
  record Asked(String words, Consumer<MongoCollection<Document>> operation) {
    @Override
    public String toString() {
      return words;
    }
  }

  @TempDir Path directory;
  StoreFixture fixture;

  @BeforeEach
  void open() {
    fixture = new StoreFixture(directory);
    fixture.collection("c").insertOne(new Document("_id", 1).append("a", 1));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  static List<Asked> unsupported() {
    return List.of(
        new Asked(
            "expireAfterSeconds",
            c ->
                c.createIndex(
                    Indexes.ascending("a"), new IndexOptions().expireAfter(1L, TimeUnit.HOURS))),
        new Asked(
            "partialFilterExpression",
            c ->
                c.createIndex(
                    Indexes.ascending("a"),
                    new IndexOptions().partialFilterExpression(eq("b", 1)))),
        new Asked(
            "collations",
            c ->
                c.createIndex(
                    Indexes.ascending("a"),
                    new IndexOptions().collation(Collation.builder().locale("en").build()))),
        new Asked("ascending (1) and descending (-1)", c -> c.createIndex(Indexes.text("a"))),
        new Asked(
            "ascending (1) and descending (-1)", c -> c.createIndex(Indexes.geo2dsphere("a"))),
        new Asked("ascending (1) and descending (-1)", c -> c.createIndex(Indexes.hashed("a"))),
        new Asked(
            "'wildcardProjection'",
            c ->
                c.createIndex(
                    Indexes.ascending("a"),
                    new IndexOptions().wildcardProjection(new Document("a", 1)))),
        new Asked(
            "collations",
            c -> c.find().collation(Collation.builder().locale("en").build()).first()),
        new Asked("variables ('let')", c -> c.find().let(new Document("x", 1)).first()),
        new Asked("'tailable'", c -> c.find().cursorType(com.mongodb.CursorType.Tailable).first()),
        new Asked(
            "'min'",
            c -> c.find().min(new Document("_id", 1)).hint(new Document("_id", 1)).first()),
        new Asked("pipeline", c -> c.updateOne(eq("_id", 1), List.of(Updates.set("a", 2)))),
        new Asked(
            "more than the one copy",
            c -> c.withWriteConcern(com.mongodb.WriteConcern.W3).insertOne(new Document())),
        new Asked(
            "snapshot", c -> c.withReadConcern(com.mongodb.ReadConcern.SNAPSHOT).find().first()),
        new Asked(
            "'hint'",
            c ->
                c.updateOne(
                    eq("_id", 1),
                    Updates.set("a", 2),
                    new com.mongodb.client.model.UpdateOptions().hint(new Document("_id", 1)))));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void whatIsNotSupportedIsRefusedByName(Asked asked) {
    MongoCollection<Document> c = fixture.collection("c");
    MongoException refused =
        catchThrowableOfType(MongoException.class, () -> asked.operation().accept(c));
    assertThat(refused).as(asked.words()).isNotNull();
    assertThat(refused.getMessage()).contains("does not support").contains(asked.words());
    assertThat(c.find().first()).isEqualTo(new Document("_id", 1).append("a", 1));
    assertThat(count(c)).isEqualTo(1);
  }

  @Test
  void validatorsCappedCollectionsAndViewsAreRefused() {
    MongoDatabase database = fixture.database;
    refused(
        "'validator'",
        () ->
            database.createCollection(
                "v",
                new CreateCollectionOptions()
                    .validationOptions(new ValidationOptions().validator(eq("a", 1)))));
    refused(
        "'capped'",
        () ->
            database.createCollection(
                "v", new CreateCollectionOptions().capped(true).sizeInBytes(4096)));
    refused("'viewOn'", () -> database.createView("v", "c", List.of()));
    assertThat(database.listCollectionNames()).containsExactly("c");
  }

  @Test
  void transactionsAndUnknownCommandsAreRefused() {
    refused(
        "sessions and transactions",
        () ->
            fixture.database.runCommand(
                new Document("find", "c").append("lsid", new Document("id", 1))));
    refused(
        "no such command",
        () -> fixture.database.runCommand(new Document("explain", new Document("find", "c"))));
    refused(
        "no such command",
        () ->
            fixture.database.runCommand(
                new Document("renameCollection", "force.c").append("to", "force.d")));
    MongoCollection<Document> c = fixture.collection("c");
    refused("no such command", () -> c.aggregate(List.of(Aggregates.count())).first());
    refused("no such command", () -> c.watch().cursor().close());
    refused("no such command", () -> c.distinct("a", Integer.class).first());
  }

  @Test
  void valuesThatHaveNoPlaceInAnIndexAreRefusedThereOnly() {
    MongoCollection<Document> c = fixture.collection("c");
    c.createIndex(Indexes.ascending("a"));
    refused(
        "does not index values of type Decimal128",
        () -> c.insertOne(new Document("a", new Decimal128(1))));
    refused(
        "does not index values of type Decimal128",
        () -> c.updateOne(eq("_id", 1), Updates.set("a", new Decimal128(2))));
    c.insertOne(new Document("_id", 2).append("b", new Decimal128(1)));
    assertThat(c.find(eq("b", new Decimal128(1))).first().getInteger("_id")).isEqualTo(2);
  }

  @Test
  void contentThatCannotBeKeptAsItIsIsRefusedNotChanged() {
    MongoCollection<Document> c = fixture.collection("c");
    refused(
        "binary data of subtype 128",
        () ->
            c.insertOne(new Document("_id", 2).append("b", new Binary((byte) 0x80, new byte[3]))));
    refused(
        "binary data of subtype 5",
        () -> c.insertOne(new Document("_id", 2).append("b", new Binary((byte) 5, new byte[16]))));
    Document deep = new Document("x", 1);
    for (int i = 0; i < 200; i++) {
      deep = new Document("d", deep);
    }
    Document tooDeep = deep;
    refused("nested", () -> c.insertOne(tooDeep.append("_id", 3)));
    c.updateOne(eq("_id", 1), Updates.set("left", new byte[9 << 20]));
    refused(
        "more than the 16777216 a document may have",
        () -> c.updateOne(eq("_id", 1), Updates.set("right", new byte[9 << 20])));
    assertThat(c.find().first()).doesNotContainKey("right");
    assertThat(count(c)).isEqualTo(1);
  }

  private static void refused(
      String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable operation) {
    RuntimeException refused = catchThrowableOfType(RuntimeException.class, operation);
    assertThat(refused).as(words).isNotNull();
    assertThat(refused.getMessage()).contains(words);
  }
}
