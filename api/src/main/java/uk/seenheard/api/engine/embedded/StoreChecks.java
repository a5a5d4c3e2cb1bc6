package uk.seenheard.api.engine.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.embedded.pages.FileCheck;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Scans;
import uk.seenheard.api.engine.embedded.pages.StoreBackup;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.query.Engine;
import uk.seenheard.api.engine.embedded.query.IndexCheck;

/**
 * The checks that go with a store that is open: the file at the start, for as long as a start may
 * take; the rest of it beside the work; and once a day everything, indexes included.
 *
 * <p>When a check finds damage after the start, the store takes no more writes: it would bury what
 * can still be saved. Reading goes on; a damaged document is never served, each is checked as it is
 * read.
 */
final class StoreChecks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoreChecks.class);
  private static final long AT_START = TimeUnit.MILLISECONDS.toNanos(1_500);
  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);

  /** A check may take one part of the time, the work has four. */
  private static final int REST = 4;

  private final ScheduledExecutorService thread;
  private final Connection connection;
  private volatile @Nullable FileCheck current;
  private volatile @Nullable Engine engine;

  private StoreChecks(PageStore store) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            2,
            r -> {
              Thread t = new Thread(r, "store-check");
              t.setDaemon(true);
              t.setPriority(Thread.MIN_PRIORITY);
              return t;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread = executor;
    try {
      connection = store.connect();
    } catch (SQLException e) {
      executor.shutdownNow();
      throw StoreFailure.of(e);
    }
  }

  /** Refuses a damaged file. What did not fit into the time is left to {@link #goOn}. */
  static StoreChecks atStart(PageStore store) {
    StoreChecks checks = new StoreChecks(store);
    FileCheck check = new FileCheck(checks.connection, bytes -> {});
    try {
      if (check.run(AT_START, checks.thread) == FileCheck.Outcome.OUT_OF_TIME) {
        checks.current = check;
      }
      return checks;
    } catch (RuntimeException e) {
      checks.close();
      throw e;
    }
  }

  /** Checks a store that nobody serves, indexes included. */
  static void everything(Path directory, IntConsumer progress) {
    try (PageStore store = PageStore.open(directory, new Scans(false))) {
      StoreBackup.check(directory.resolve(PageStore.FILE), percent -> progress.accept(percent / 2));
      try (Engine engine = new Engine(store)) {
        IndexCheck check = new IndexCheck(store, engine.collections());
        while (check.next()) {
          progress.accept(50);
        }
      }
      progress.accept(100);
    }
  }

  void goOn(Engine engine) {
    this.engine = engine;
    FileCheck rest = current;
    if (rest != null) {
      later(() -> file(rest, false), 0);
    }
    daily();
  }

  private void daily() {
    thread.schedule(() -> file(new FileCheck(connection, bytes -> {}), true), 1, TimeUnit.DAYS);
  }

  private void later(Runnable work, long tookNanos) {
    thread.schedule(work, tookNanos * REST + 1_000_000, TimeUnit.NANOSECONDS);
  }

  private void file(FileCheck check, boolean indexesToo) {
    guarded(
        () -> {
          current = check;
          long start = System.nanoTime();
          // The quick check of the trees cannot be cut into slices: it gets a minute.
          FileCheck.Outcome outcome =
              check.run(check.structureDone() ? SLICE : TimeUnit.MINUTES.toNanos(1), thread);
          if (thread.isShutdown()) {
            return;
          }
          if (outcome == FileCheck.Outcome.OUT_OF_TIME) {
            later(() -> file(check, indexesToo), System.nanoTime() - start);
          } else {
            log.info("The store's file was checked: it is sound");
            Engine store = engine;
            if (indexesToo && store != null) {
              indexes(new IndexCheck(store.pages(), store.collections()));
            }
          }
        });
  }

  private void indexes(IndexCheck check) {
    guarded(
        () -> {
          long start = System.nanoTime();
          if (check.next()) {
            later(() -> indexes(check), System.nanoTime() - start);
          } else {
            log.info("The store's indexes were checked: they are sound");
            daily();
          }
        });
  }

  private void guarded(Runnable check) {
    try {
      check.run();
    } catch (StoreRefused e) {
      Engine store = engine;
      if (store != null && !thread.isShutdown()) {
        store.stop(new StoreFailure(StoreFailure.Kind.DAMAGED, String.valueOf(e.getMessage())));
      }
    } catch (RuntimeException e) {
      if (!thread.isShutdown()) {
        log.warn("The check of the store's file could not go on", e);
      }
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      FileCheck check = current;
      if (check != null) {
        check.stop();
      }
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("The check of the store's file did not end");
      }
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw StoreFailure.of(e);
    }
  }
}
