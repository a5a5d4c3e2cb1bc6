package uk.seenheard.api.engine.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** An embedded store and a driver that talks to it. */
public final class StoreFixture implements AutoCloseable {
  public final EmbeddedStore store;
  public final String uri;
  public final MongoClient client;
  public final MongoDatabase database;

  public StoreFixture(Path directory) {
    store = EmbeddedStore.open(directory, false);
    uri = store.serve(0);
    client = client(uri);
    database = client.getDatabase("force");
  }

  public static MongoClient client(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToConnectionPoolSettings(p -> p.maxSize(64))
            .applyToClusterSettings(c -> c.serverSelectionTimeout(10, TimeUnit.SECONDS))
            .build());
  }

  public MongoCollection<Document> collection(String name) {
    return database.getCollection(name);
  }

  /** A folder as a store wants it: its owner's alone. */
  public static Path folder(Path folder) throws IOException {
    return Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** How many documents a collection holds, by its counter. */
  public static long count(MongoCollection<Document> collection) {
    return collection.estimatedDocumentCount();
  }

  /** How many documents match, by reading them. */
  public static long count(MongoCollection<Document> collection, Bson filter) {
    return collection
        .find(filter)
        .projection(new Document("_id", 1))
        .into(new ArrayList<>())
        .size();
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
