package uk.seenheard.api.engine.embedded.wire;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.query.Engine;
import uk.seenheard.api.engine.embedded.query.Fields;
import uk.seenheard.api.engine.embedded.query.Replies;
import uk.seenheard.api.engine.embedded.query.StoreDatabase;

/**
 * The commands of the wire protocol, each sent to where it belongs: what changes something to the
 * engine's writer, what reads to its readers, the rest answered at once.
 */
public final class StoreBackend extends AbstractMongoBackend {
  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "update",
          "delete",
          "findAndModify",
          "create",
          "createIndexes",
          "drop",
          "dropIndexes",
          "dropDatabase");
  private static final Set<String> AT_ONCE =
      Set.of(
          "hello",
          "isMaster",
          "ismaster",
          "ping",
          "buildInfo",
          "buildinfo",
          "serverStatus",
          "endSessions",
          "killCursors",
          "connectionStatus",
          "whatsmyuri",
          "hostInfo",
          "getLog",
          "getCmdLineOpts");

  private final Engine engine;

  public StoreBackend(Engine engine) {
    this.engine = engine;
  }

  /** Carries out a command and answers when its effect is on the disk. */
  CompletableFuture<Document> submit(Channel channel, String database, Document command) {
    try {
      String name = Refusals.check(command);
      if (AT_ONCE.contains(name)) {
        return CompletableFuture.completedFuture(handleCommand(channel, database, name, command));
      }
      long limit = command.get("maxTimeMS") instanceof Number n ? n.longValue() : 0;
      if (WRITES.contains(name) || !(database.equals("admin") || engine.knows(database))) {
        return engine.write(
            () -> engine.timed(limit, () -> handleCommand(channel, database, name, command)));
      }
      return engine.read(limit, () -> handleCommand(channel, database, name, command));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public Document handleCommand(
      @Nullable Channel channel, String databaseName, String command, Document query) {
    if (command.equals("hello")) {
      return super.handleCommand(channel, databaseName, "isMaster", query)
          .append("isWritablePrimary", true);
    }
    if (databaseName.equals("admin") && WRITES.contains(command)) {
      throw new MongoServerError(
          20, "IllegalOperation", "The database admin takes no documents; use another name");
    }
    return super.handleCommand(channel, databaseName, command, query);
  }

  @Override
  public MongoDatabase resolveDatabase(String databaseName) {
    return openOrCreateDatabase(databaseName);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return engine.database(databaseName);
  }

  @Override
  protected Set<String> listDatabaseNames() {
    Set<String> names = new TreeSet<>();
    for (StoreDatabase database : engine.databases()) {
      if (!database.collectionNames().isEmpty()) {
        names.add(database.getDatabaseName());
      }
    }
    return names;
  }

  @Override
  protected Document handleDropDatabase(String databaseName) {
    ((StoreDatabase) resolveDatabase(databaseName)).empty();
    return Replies.okay(new Document("dropped", databaseName));
  }

  @Override
  protected Document handleGetMore(String databaseName, String command, Document query) {
    long id = query.get(command) instanceof Number n ? n.longValue() : 0;
    int batchSize = Fields.number(query, "batchSize", 0);
    Cursor cursor = engine.cursors().registry().getCursor(id);
    List<Document> batch = cursor.takeDocuments(batchSize);
    if (cursor.isEmpty()) {
      engine.cursors().forget(id);
    }
    return Replies.nextBatch(
        databaseName + "." + query.get("collection"), batch, cursor.isEmpty() ? 0 : id);
  }

  @Override
  protected Document handleKillCursors(Document query) {
    List<Long> ids = new ArrayList<>();
    for (Object id : Fields.array(query, "cursors")) {
      ids.add(((Number) id).longValue());
      engine.cursors().forget(((Number) id).longValue());
    }
    return Replies.okay(
        new Document("cursorsKilled", ids)
            .append("cursorsNotFound", List.of())
            .append("cursorsAlive", List.of())
            .append("cursorsUnknown", List.of()));
  }

  /** Also says how often no index answered, for those who watch the store from outside. */
  @Override
  public Document getServerStatus() {
    return super.getServerStatus()
        .append(
            "store",
            new Document("scans", engine.pages().scans().scanned())
                .append("sortsInMemory", engine.pages().scans().sorted())
                .append("fileBytes", engine.pages().fileSize()));
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw new MongoServerError(
        352, "UnsupportedOpQueryCommand", "Only commands are answered, not the queries of old");
  }

  @Override
  public void handleClose(Channel channel) {}

  @Override
  public void close() {}
}
