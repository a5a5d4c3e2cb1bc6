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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Catalogue;
import uk.seenheard.api.engine.embedded.pages.CommitThread;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Pages;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.query.Fields;
import uk.seenheard.api.engine.embedded.query.StoreCollection;

/**
 * The commands of the wire protocol, each sent to where it belongs: what changes something to the
 * commit thread, what reads to a reader, the rest answered at once.
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

  private final PageStore store;
  private final Cursors cursors;
  private final Map<String, StoreDatabase> databases = new ConcurrentHashMap<>();
  private final CommitThread commits;
  private final ExecutorService readers;

  public StoreBackend(PageStore store) {
    this.store = store;
    this.cursors = new Cursors(getCursorRegistry());
    store.bindWriter();
    try {
      reload();
      store.commit();
    } finally {
      store.unbind();
    }
    AtomicInteger number = new AtomicInteger();
    readers =
        new ThreadPoolExecutor(
            PageStore.READERS,
            PageStore.READERS,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(4_096),
            r -> new Thread(r, "store-read-" + number.incrementAndGet()));
    commits = new CommitThread(store, this::reload);
  }

  /** Reads collections and indexes from the file: at the start, and after it went back. */
  private void reload() {
    Map<String, StoreDatabase> known = new ConcurrentHashMap<>();
    for (String name : Catalogue.databases(store.pages())) {
      known.put(name, new StoreDatabase(name, store, cursors));
    }
    databases.keySet().retainAll(known.keySet());
    databases.putAll(known);
  }

  /** The collections of all databases, without the store's own. */
  public List<StoreCollection> collections() {
    List<StoreCollection> all = new ArrayList<>();
    for (StoreDatabase database : databases.values()) {
      for (String name : store.reading(database::collectionNames)) {
        StoreCollection collection = database.collection(name);
        if (collection != null) {
          all.add(collection);
        }
      }
    }
    return all;
  }

  public PageStore pages() {
    return store;
  }

  /** Takes no more writes. */
  public void stop(StoreFailure reason) {
    commits.stop(reason);
  }

  /** Carries out a command and answers when its effect is on the disk. */
  CompletableFuture<Document> submit(Channel channel, String database, Document command) {
    try {
      String name = Refusals.check(command);
      if (AT_ONCE.contains(name)) {
        return CompletableFuture.completedFuture(handleCommand(channel, database, name, command));
      }
      if (WRITES.contains(name) || !(database.equals("admin") || databases.containsKey(database))) {
        return commits.submit(() -> timed(channel, database, name, command));
      }
      return read(channel, database, name, command);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private CompletableFuture<Document> read(
      Channel channel, String database, String name, Document command) {
    CompletableFuture<Document> reply = new CompletableFuture<>();
    try {
      readers.execute(
          () -> {
            try {
              reply.complete(store.reading(() -> timed(channel, database, name, command)));
            } catch (StoreFailure e) {
              if (e.kind() == StoreFailure.Kind.VANISHED) {
                // A collection or an index that is being made or dropped: the writer knows.
                commits
                    .submit(() -> timed(channel, database, name, command))
                    .whenComplete(
                        (document, failure) -> {
                          if (failure != null) {
                            reply.completeExceptionally(failure);
                          } else {
                            reply.complete(document);
                          }
                        });
              } else {
                reply.completeExceptionally(e);
              }
            } catch (RuntimeException | Error e) {
              reply.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      reply.completeExceptionally(
          new StoreFailure(
              StoreFailure.Kind.STOPPED, "Too many queries are waiting; try again in a moment"));
    }
    return reply;
  }

  private Document timed(Channel channel, String database, String name, Document command) {
    Pages pages = store.pages();
    long limit = command.get("maxTimeMS") instanceof Number n ? n.longValue() : 0;
    pages.deadline(limit > 0 ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit) : 0);
    try {
      return handleCommand(channel, database, name, command);
    } finally {
      pages.deadline(0);
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
    if (databaseName.isEmpty()
        || databaseName.length() > 63
        || !databaseName.chars().allMatch(c -> c > ' ' && "/\\.\"$*<>:|?".indexOf(c) < 0)) {
      throw new MongoServerError(
          73, "InvalidNamespace", "Invalid database name; use letters, digits, - and _");
    }
    StoreDatabase known = databases.get(databaseName);
    if (known == null) {
      known = new StoreDatabase(databaseName, store, cursors);
      databases.put(databaseName, known);
    }
    return known;
  }

  @Override
  protected Set<String> listDatabaseNames() {
    Set<String> names = new TreeSet<>();
    databases.forEach(
        (name, database) -> {
          if (!database.collectionNames().isEmpty()) {
            names.add(name);
          }
        });
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
    Cursor cursor = getCursorRegistry().getCursor(id);
    List<Document> batch = cursor.takeDocuments(batchSize);
    if (cursor.isEmpty()) {
      cursors.forget(id);
    }
    return Replies.nextBatch(
        databaseName + "." + query.get("collection"), batch, cursor.isEmpty() ? 0 : id);
  }

  @Override
  protected Document handleKillCursors(Document query) {
    Document reply = super.handleKillCursors(query);
    for (Object id : Fields.array(query, "cursors")) {
      cursors.forget(((Number) id).longValue());
    }
    return reply;
  }

  /** Also says how often no index answered, for those who watch the store from outside. */
  @Override
  public Document getServerStatus() {
    return super.getServerStatus()
        .append(
            "store",
            new Document("scans", store.scans().scanned())
                .append("sortsInMemory", store.scans().sorted())
                .append("fileBytes", store.fileSize()));
  }

  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw new MongoServerError(
        352, "UnsupportedOpQueryCommand", "Only commands are answered, not the queries of old");
  }

  @Override
  public void handleClose(Channel channel) {}

  @Override
  public void close() {
    commits.close();
    readers.shutdown();
    try {
      if (!readers.awaitTermination(10, TimeUnit.SECONDS)) {
        readers.shutdownNow();
      }
    } catch (InterruptedException e) {
      readers.shutdownNow();
      Thread.currentThread().interrupt();
    }
    databases.clear();
  }
}
