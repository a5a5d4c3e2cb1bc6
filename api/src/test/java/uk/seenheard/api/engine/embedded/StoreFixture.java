package uk.seenheard.api.engine.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** An embedded store and a driver that talks to it. */
final class StoreFixture implements AutoCloseable {
  final EmbeddedStore store;
  final MongoClient client;
  final MongoDatabase database;

  StoreFixture(Path directory) {
    store = EmbeddedStore.open(directory, 0, false);
    client = client(store.uri());
    database = client.getDatabase("force");
  }

  static MongoClient client(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToConnectionPoolSettings(p -> p.maxSize(64))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(10, TimeUnit.SECONDS))
            .build());
  }

  MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
