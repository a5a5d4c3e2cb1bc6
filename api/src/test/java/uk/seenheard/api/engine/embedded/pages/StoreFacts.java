package uk.seenheard.api.engine.embedded.pages;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static uk.seenheard.api.engine.embedded.StoreFixture.count;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import org.bson.Document;

/** Facts that hold however a fault comes about. */
final class StoreFacts {
  private StoreFacts() {}

  static void keepServingWhenFull(MongoDatabase database, Runnable fill, Runnable free) {
    MongoCollection<Document> entries = database.getCollection("entries");
    entries.insertOne(new Document("_id", "before"));
    fill.run();
    for (int i = 0; i < 3; i++) {
      MongoException refused =
          catchThrowableOfType(
              MongoException.class,
              () -> entries.insertOne(new Document("_id", "full").append("x", new byte[100_000])));
      assertThat(refused.getMessage()).contains("disk that holds the store is full");
      assertThat(entries.find(eq("_id", "before")).first()).isNotNull();
    }
    MongoException refused =
        catchThrowableOfType(
            MongoException.class,
            () -> database.getCollection("new").createIndex(Indexes.ascending("a")));
    assertThat(refused.getMessage()).contains("disk that holds the store is full");
    assertThat(count(database.getCollection("new"))).isZero();
    free.run();
    entries.insertOne(new Document("_id", "after"));
    assertThat(count(entries)).isEqualTo(2);
    database.getCollection("new").createIndex(Indexes.ascending("a"));
    database.getCollection("new").insertOne(new Document("_id", 1).append("a", 1));
    assertThat(database.getCollection("new").find(eq("a", 1)).first()).isNotNull();
  }
}
