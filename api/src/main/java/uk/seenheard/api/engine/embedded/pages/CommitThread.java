package uk.seenheard.api.engine.embedded.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the store: it runs the commands that wait, commits them as a group,
 * and only then releases their replies.
 *
 * <p>While it waits for the disk the next commands gather; so with one writer each command has its
 * own fsync, with sixteen they share one. A command that fails is taken back to its savepoint and
 * answered with an error. When the commit itself fails, everybody who waits for it is told so,
 * because nothing of the group was kept. A full disk may be freed, so the thread goes on after it;
 * any other failure of the device leaves unknown what is on it, so the store takes no more writes
 * until it has been restarted (reading goes on, it only ever saw what was committed).
 */
public final class CommitThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CommitThread.class);
  private static final int WAITING = 4_096;
  private static final int GROUP = 512;
  private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private record Waiting<T>(Supplier<T> command, CompletableFuture<T> reply) {
    Done<T> run() {
      return new Done<>(this, command.get(), null);
    }
  }

  /** A command that was run: its reply, or why it was taken back. */
  private record Done<T>(
      Waiting<T> waiting, @Nullable T reply, @Nullable RuntimeException refused) {
    void answer() {
      if (refused != null) {
        waiting.reply.completeExceptionally(refused);
      } else {
        waiting.reply.complete(reply);
      }
    }
  }

  private final PageStore store;
  private final Runnable reload;
  private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>(WAITING);
  private final Thread thread = new Thread(this::run, "store-commit");
  private volatile @Nullable StoreFailure stopped;
  private volatile boolean closing;

  /** `reload` reads the collections and indexes anew, after the file went back behind memory. */
  public CommitThread(PageStore store, Runnable reload) {
    this.store = store;
    this.reload = reload;
    thread.start();
  }

  /** Takes no more writes: what is in the file cannot be trusted. */
  public void stop(StoreFailure reason) {
    stopped = reason;
    log.error("The store takes no more writes until it is restarted", reason);
  }

  public <T> CompletableFuture<T> submit(Supplier<T> command) {
    CompletableFuture<T> reply = new CompletableFuture<>();
    StoreFailure failure = stopped;
    if (failure != null) {
      reply.completeExceptionally(failure);
    } else if (closing) {
      reply.completeExceptionally(closed());
    } else if (!queue.offer(new Waiting<>(command, reply))) {
      reply.completeExceptionally(
          new StoreFailure(
              StoreFailure.Kind.STOPPED,
              WAITING + " commands are waiting for the disk already; try again in a moment"));
    } else if (closing && !thread.isAlive()) {
      // The thread may have ended between the two looks; nobody else would answer.
      refuseWaiting(closed());
    }
    return reply;
  }

  private static StoreFailure closed() {
    return new StoreFailure(
        StoreFailure.Kind.STOPPED, "The store is closing; nothing of this command was kept");
  }

  private void run() {
    store.bindWriter();
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting<?> first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group(first);
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
    store.unbind();
    refuseWaiting(closed());
  }

  private void group(Waiting<?> first) {
    List<Done<?>> done = new ArrayList<>();
    long end = System.nanoTime() + GROUP_NANOS;
    Waiting<?> next = first;
    try {
      while (next != null) {
        one(next, done);
        next = done.size() < GROUP && System.nanoTime() - end < 0 ? queue.poll() : null;
      }
      store.commit();
    } catch (StoreFailure e) {
      fail(e, next, done);
      return;
    } catch (RuntimeException | Error e) {
      log.error("The store stops taking writes: a group of commands failed", e);
      fail(
          new StoreFailure(StoreFailure.Kind.DEVICE, "The store failed: " + e + "; restart it", e),
          next,
          done);
      return;
    }
    done.forEach(Done::answer);
  }

  private void one(Waiting<?> waiting, List<Done<?>> done) {
    StoreFailure failure = stopped;
    if (failure != null) {
      waiting.reply.completeExceptionally(failure);
      return;
    }
    store.mark();
    try {
      Done<?> ran = waiting.run();
      store.keep();
      done.add(ran);
    } catch (StoreFailure e) {
      if (e.kind() != StoreFailure.Kind.DAMAGED || e.getCause() != null) {
        throw e; // below us: what the transaction holds is not to be trusted
      }
      takeBack(waiting, e, done); // one document is damaged: the command cannot go on, others can
    } catch (RuntimeException e) {
      takeBack(waiting, e, done);
    }
  }

  /** The refusal waits for the commit as well: it may rest on what the group did before it. */
  private <T> void takeBack(Waiting<T> waiting, RuntimeException e, List<Done<?>> done) {
    if (store.undo()) {
      reload.run();
    }
    done.add(new Done<>(waiting, null, e));
  }

  private void fail(StoreFailure e, @Nullable Waiting<?> running, List<Done<?>> done) {
    if (e.kind() != StoreFailure.Kind.DISK_FULL) {
      stopped = e;
      log.error("The store takes no more writes until it is restarted", e);
    } else {
      log.error("The disk that holds the store is full; a group of commands was refused");
    }
    try {
      store.rollback();
      reload.run();
    } catch (RuntimeException again) {
      again.addSuppressed(e);
      stopped = e;
      log.error("The store takes no more writes until it is restarted", again);
    }
    if (running != null) {
      running.reply.completeExceptionally(e);
    }
    for (Done<?> each : done) {
      each.waiting.reply.completeExceptionally(e);
    }
    if (stopped != null) {
      refuseWaiting(e);
    }
  }

  private void refuseWaiting(StoreFailure e) {
    for (Waiting<?> each = queue.poll(); each != null; each = queue.poll()) {
      each.reply.completeExceptionally(e);
    }
  }

  /** Finishes what was taken in, refuses what comes after. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseWaiting(closed());
  }
}
