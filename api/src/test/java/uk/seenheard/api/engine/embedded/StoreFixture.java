package uk.seenheard.api.engine.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import uk.seenheard.api.engine.embedded.wire.DoorKey;

/** An embedded store and a driver that talks to it. */
public final class StoreFixture implements AutoCloseable {
  public final EmbeddedStore store;
  public final String uri;
  public final MongoClient client;
  public final MongoDatabase database;

  public StoreFixture(Path directory) {
    store = EmbeddedStore.open(directory, false);
    uri = serve(store);
    client = client(uri);
    database = client.getDatabase("force");
  }

  /** Where stores serve that know their callers by {@link #key}. */
  private static final Set<Integer> DOORS = ConcurrentHashMap.newKeySet();

  /** Made by whoever asks first. */
  private static final class Made {
    static final Path KEY = made();
  }

  /** The one key of every door that a test opens: making one takes a second. */
  public static Path key() {
    return Made.KEY;
  }

  /** Puts that key where a store that is served finds its own. */
  public static void place(Path data) throws IOException {
    folder(data);
    if (!Files.exists(data.resolve(DoorKey.FILE))) {
      Files.copy(key(), data.resolve(DoorKey.FILE), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Opens a store's door; where it serves. */
  public static String serve(EmbeddedStore store) {
    return served(store.serve(key(), 0));
  }

  /** Takes note that whoever serves there knows callers by {@link #key}. */
  public static String served(String uri) {
    DOORS.add(port(uri));
    return uri;
  }

  private static int port(String uri) {
    return new ServerAddress(new ConnectionString(uri).getHosts().get(0)).getPort();
  }

  /** What every server on such a store is told. */
  public static Map<String, String> environment(String uri, Path keys) {
    return Map.of(
        "MONGODB_URI", uri,
        "SEENHEARD_STORE_KEY", key().toString(),
        "SEENHEARD_KEYS", keys.toString());
  }

  private static Path made() {
    try {
      Path folder = Files.createTempDirectory("door-key");
      Path file = DoorKey.in(folder);
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public static MongoClient client(String uri) {
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(uri))
            .applyToSslSettings(
                tls -> {
                  if (DOORS.contains(port(uri))) {
                    tls.enabled(true).context(DoorKey.read(key()));
                  }
                })
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
