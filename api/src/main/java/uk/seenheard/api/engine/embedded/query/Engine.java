package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import uk.seenheard.api.engine.embedded.pages.Catalogue;
import uk.seenheard.api.engine.embedded.pages.CommitThread;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Pages;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;

/**
 * The databases of the file, and the threads on which they may be touched: what changes something
 * goes to the commit thread, what reads to a reader.
 */
public final class Engine implements AutoCloseable {
  /** How often emptying the journal is tried, each time waiting for who reads from it. */
  private static final int PURGES = 10;

  private final PageStore store;
  private final Cursors cursors = new Cursors(new CursorRegistry());
  private final Map<String, StoreDatabase> databases = new ConcurrentHashMap<>();
  private final CommitThread commits;
  private final ExecutorService readers;

  /** Over a file that is open. */
  public Engine(PageStore store) {
    this.store = store;
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

  /** The file below. */
  public PageStore pages() {
    return store;
  }

  /** The questions that rest between two batches. */
  public Cursors cursors() {
    return cursors;
  }

  /** The databases that are known. */
  public Collection<StoreDatabase> databases() {
    return databases.values();
  }

  /** Whether a database is known. */
  public boolean knows(String database) {
    return databases.containsKey(database);
  }

  /** A database; one that is not there is made, which only the commit thread may do. */
  public StoreDatabase database(String name) {
    if (name.isEmpty()
        || name.length() > 63
        || !name.chars().allMatch(c -> c > ' ' && "/\\.\"$*<>:|?".indexOf(c) < 0)) {
      throw new MongoServerError(
          73, "InvalidNamespace", "Invalid database name; use letters, digits, - and _");
    }
    StoreDatabase known = databases.get(name);
    if (known == null) {
      known = new StoreDatabase(name, store, cursors);
      databases.put(name, known);
    }
    return known;
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

  /** Runs what changes something; the answer comes when it is on the disk. */
  public <T> CompletableFuture<T> write(Supplier<T> command) {
    return commits.submit(command);
  }

  /**
   * Runs what only reads, on a committed state.
   *
   * @param mostMillis how long it may take; 0 for as long as it takes
   */
  public <T> CompletableFuture<T> read(long mostMillis, Supplier<T> question) {
    Supplier<T> timed = () -> timed(mostMillis, question);
    CompletableFuture<T> reply = new CompletableFuture<>();
    try {
      readers.execute(() -> answer(timed, reply));
    } catch (RejectedExecutionException e) {
      reply.completeExceptionally(
          new StoreFailure(
              StoreFailure.Kind.STOPPED, "Too many queries are waiting; try again in a moment"));
    }
    return reply;
  }

  private <T> void answer(Supplier<T> question, CompletableFuture<T> reply) {
    try {
      reply.complete(store.reading(question));
    } catch (StoreFailure e) {
      if (e.kind() == StoreFailure.Kind.VANISHED) {
        // A collection or an index that is being made or dropped: the writer knows.
        commits
            .submit(question)
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    reply.completeExceptionally(failure);
                  } else {
                    reply.complete(answer);
                  }
                });
      } else {
        reply.completeExceptionally(e);
      }
    } catch (RuntimeException | Error e) {
      reply.completeExceptionally(e);
    }
  }

  /** Runs a command that may take so long, on the thread that calls. */
  public <T> T timed(long mostMillis, Supplier<T> command) {
    Pages pages = store.pages();
    pages.deadline(
        mostMillis > 0 ? System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis) : 0);
    try {
      return command.get();
    } finally {
      pages.deadline(0);
    }
  }

  /**
   * Empties the journal, once everything written before is in its place; free pages are overwritten
   * as they become free.
   */
  public CompletableFuture<Void> purge() {
    return purge(PURGES);
  }

  private CompletableFuture<Void> purge(int more) {
    return commits
        .submit(store::askPurge)
        .thenCompose(
            asked -> {
              if (asked.isDone() && asked.join()) {
                return CompletableFuture.completedFuture(null);
              }
              return more > 0
                  ? purge(more - 1)
                  : CompletableFuture.failedFuture(
                      new StoreFailure(
                          StoreFailure.Kind.STOPPED,
                          "The journal could not be emptied: somebody reads from it all the time"));
            });
  }

  /** Takes no more writes. */
  public void stop(StoreFailure reason) {
    commits.stop(reason);
  }

  /** Finishes what was taken in, refuses what comes after. */
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
