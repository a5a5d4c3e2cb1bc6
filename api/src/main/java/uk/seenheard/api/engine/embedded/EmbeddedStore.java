package uk.seenheard.api.engine.embedded;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Room;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Scans;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.query.Engine;
import uk.seenheard.api.engine.embedded.wire.DoorKey;
import uk.seenheard.api.engine.embedded.wire.StoreBackend;
import uk.seenheard.api.engine.embedded.wire.WireServer;

/**
 * The embedded store: documents in one file, whose acknowledged writes are on the disk.
 *
 * <p>The process that opens it asks it by {@link #documents}, and nobody else can. Only where
 * several servers share it, the command {@code store} opens a door on loopback with {@link #serve}.
 * One process owns a directory at a time.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

  /** The database of the product. */
  private static final String DATABASE = "seenheard";

  /**
   * A system property for tests: with {@code true}, a query that no index answers is refused, so
   * that whoever writes one sees it in the first test that runs it.
   */
  private static final String REFUSE_SCANS = "seenheard.store.refuseScans";

  private final PageStore store;
  private final Engine engine;
  private final StoreChecks checks;
  private final Room room = new Room();
  private @Nullable WireServer server;
  private boolean closed;

  private EmbeddedStore(PageStore store, Engine engine, StoreChecks checks) {
    this.store = store;
    this.engine = engine;
    this.checks = checks;
  }

  /**
   * Opens (creates) the store file in `directory`.
   *
   * @throws StoreRefused when another process owns the directory, or the file is damaged or of a
   *     newer format; it says which, where, and what to do
   */
  public static EmbeddedStore open(Path directory) {
    return open(directory, Boolean.getBoolean(REFUSE_SCANS));
  }

  /** Whether there is a store in a directory. */
  public static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(PageStore.FILE));
  }

  /** The same; with `refuseScans`, a query that no index answers is refused. */
  public static EmbeddedStore open(Path directory, boolean refuseScans) {
    PageStore store = PageStore.open(directory, new Scans(refuseScans));
    StoreChecks checks = null;
    try {
      checks = StoreChecks.atStart(store);
      Engine engine = new Engine(store);
      checks.goOn(engine);
      return new EmbeddedStore(store, engine, checks);
    } catch (RuntimeException e) {
      if (checks != null) {
        checks.close();
      }
      store.close();
      throw PageStore.refusal(directory, e);
    }
  }

  /** Its documents, for the process that opened it. */
  public DocumentStore documents(Vertx vertx) {
    return new InProcessStore(engine, DATABASE, vertx, room);
  }

  /** The documents of another database in the same file. */
  public DocumentStore documents(String database, Vertx vertx) {
    return new InProcessStore(engine, database, vertx, room);
  }

  /**
   * Opens a door on 127.0.0.1 for other processes that speak MongoDB's wire protocol over TLS.
   *
   * @param key the file of the door's key; whoever does not show it is not answered
   * @param port 0 for any
   * @return the connection string for a driver
   * @throws StoreRefused when the port is taken, or the key is none
   */
  public synchronized String serve(Path key, int port) {
    SSLContext identity = DoorKey.read(key);
    try {
      WireServer opened = new WireServer(new StoreBackend(engine), identity, port);
      server = opened;
      log.info("The embedded store serves on 127.0.0.1:{}", opened.port());
      return "mongodb://127.0.0.1:" + opened.port();
    } catch (RuntimeException e) {
      throw new StoreRefused(
          "The store cannot listen on 127.0.0.1:"
              + port
              + " ("
              + e.getMessage()
              + "); choose another port, or 0 for any",
          e);
    }
  }

  /** How many queries read a whole collection because no index answered them. */
  public long scans() {
    return store.scans().scanned();
  }

  /** How many queries were sorted in memory because no index gave the order. */
  public long sortsInMemory() {
    return store.scans().sorted();
  }

  /** The latest of both, as field names and operators without values. */
  public List<String> unindexed() {
    return store.scans().latest();
  }

  /** Finishes what was taken in, refuses what comes after, and gives the directory free. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    WireServer open = server;
    if (open != null) {
      open.stopListening();
    }
    checks.close();
    engine.close();
    if (open != null) {
      open.close();
    }
    store.close();
  }
}
