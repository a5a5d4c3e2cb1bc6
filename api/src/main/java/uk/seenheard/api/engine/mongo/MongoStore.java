package uk.seenheard.api.engine.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Room;

/**
 * A MongoDB database, by the official driver.
 *
 * <p>Writes are acknowledged by a majority with journal, reads see what a majority holds: what was
 * acknowledged survives a failover, and a decision never rests on a write that may be rolled back.
 */
public final class MongoStore implements DocumentStore {
  private static final String USUAL = "seenheard";

  private final MongoClient client;
  private final MongoDatabase database;
  private final Room room = new Room();
  private final Answers answers;

  private MongoStore(MongoClient client, String database, Vertx vertx) {
    this.client = client;
    this.database = client.getDatabase(database);
    this.answers = new Answers(vertx, room);
  }

  /**
   * Connects to a database of a server, replica set or sharded cluster.
   *
   * @param uri a connection string
   * @param database instead of the one that the connection string names, which is {@code seenheard}
   *     if it names none
   * @param identity by which this end proves itself, and knows the other; none for what the
   *     connection string says
   */
  public static MongoStore connect(
      String uri, Optional<String> database, Optional<SSLContext> identity, Vertx vertx) {
    ConnectionString connection = new ConnectionString(uri);
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(connection)
            .applyToClusterSettings(b -> b.serverSelectionTimeout(5, TimeUnit.SECONDS))
            .applyToSocketSettings(
                b -> b.connectTimeout(5, TimeUnit.SECONDS).readTimeout(30, TimeUnit.SECONDS));
    identity.ifPresent(
        context -> settings.applyToSslSettings(b -> b.enabled(true).context(context)));
    String name = database.or(() -> Optional.ofNullable(connection.getDatabase())).orElse(USUAL);
    return new MongoStore(MongoClients.create(settings.build()), name, vertx);
  }

  @Override
  public Documents collection(String name) {
    return new MongoDocuments(
        database
            .getCollection(name)
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
            .withReadConcern(ReadConcern.MAJORITY)
            .withReadPreference(ReadPreference.primary()),
        answers);
  }

  /** One after the other, each by a majority: a document never stands without its parts. */
  @Override
  public Future<Void> insert(
      String collection, Document document, String partsIn, List<Document> parts) {
    return (parts.isEmpty() ? Future.succeededFuture(0) : collection(partsIn).insertMissing(parts))
        .compose(kept -> collection(collection).insert(document));
  }

  @Override
  public Future<Void> ping() {
    return answers.done(database.runCommand(new Document("ping", 1)));
  }

  @Override
  public Future<Boolean> takesWrites() {
    return ping().compose(answered -> room.look(this));
  }

  /** Nothing to do from here: the oplog forgets by itself, see OPERATIONS.md. */
  @Override
  public Future<Void> purge() {
    return Future.succeededFuture();
  }

  @Override
  public void close() {
    client.close();
  }
}
