package uk.seenheard.api.engine.embedded;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Scans;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.wire.StoreBackend;
import uk.seenheard.api.engine.embedded.wire.WireServer;

/**
 * The embedded store: a MongoDB-wire server on loopback whose acknowledged writes are on the disk.
 *
 * <p>The official driver talks to it by {@link #uri()} as it would to a replica set; what it does
 * not support it refuses by name. One process owns a directory at a time.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedStore.class);

  /**
   * A system property for tests: with {@code true}, a query that no index answers is refused, so
   * that whoever writes one sees it in the first test that runs it.
   */
  private static final String REFUSE_SCANS = "seenheard.store.refuseScans";

  private final PageStore store;
  private final StoreBackend backend;
  private final WireServer server;
  private final StoreChecks checks;
  private boolean closed;

  private EmbeddedStore(
      PageStore store, StoreBackend backend, WireServer server, StoreChecks checks) {
    this.store = store;
    this.backend = backend;
    this.server = server;
    this.checks = checks;
  }

  /**
   * Opens (creates) the store file in `directory` and serves it on 127.0.0.1:`port` (0 = any).
   *
   * @throws StoreRefused when another process owns the directory, the file is damaged or of a newer
   *     format, or the port is taken; it says which, where, and what to do
   */
  public static EmbeddedStore open(Path directory, int port) {
    return open(directory, port, Boolean.getBoolean(REFUSE_SCANS));
  }

  /** The same; with `refuseScans`, a query that no index answers is refused. */
  public static EmbeddedStore open(Path directory, int port, boolean refuseScans) {
    PageStore store = PageStore.open(directory, new Scans(refuseScans));
    StoreChecks checks = null;
    StoreBackend backend;
    try {
      checks = StoreChecks.atStart(store);
      backend = new StoreBackend(store);
    } catch (RuntimeException e) {
      if (checks != null) {
        checks.close();
      }
      store.close();
      throw PageStore.refusal(directory, e);
    }
    try {
      WireServer server = new WireServer(backend, port);
      log.info("The embedded store serves on 127.0.0.1:{}", server.port());
      checks.goOn(backend);
      return new EmbeddedStore(store, backend, server, checks);
    } catch (RuntimeException e) {
      checks.close();
      backend.close();
      store.close();
      throw new StoreRefused(
          "The store cannot listen on 127.0.0.1:"
              + port
              + " ("
              + e.getMessage()
              + "); choose another port, or 0 for any",
          e);
    }
  }

  /** The connection string for a driver. */
  public String uri() {
    return "mongodb://127.0.0.1:" + port();
  }

  /** The port that it serves on. */
  public int port() {
    return server.port();
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
    server.stopListening();
    checks.close();
    backend.close();
    server.close();
    store.close();
  }
}
