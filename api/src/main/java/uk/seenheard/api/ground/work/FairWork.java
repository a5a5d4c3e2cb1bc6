package uk.seenheard.api.ground.work;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.CallerContext;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.Extent;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * The workers for everything that grows with an incident: folds, prompts, duties, cards, texts.
 * Each incident has a queue of its own, of which one thing at a time is done, and the queues take
 * turns: so a costly incident waits for itself, and others do not wait for it. Whatever took long
 * is followed by a rest of that incident three times as long as the work was, so that none has more
 * than a quarter of a processor, however fast it is asked; and one worker is always left to those
 * that are quick. What the log waits for goes ahead of all of them.
 *
 * <p>Safe to use from any thread; what comes of it arrives on the context that asked.
 */
public final class FairWork {
  /** Entries from which on nothing about an incident is computed on a thread that serves. */
  private static final int ENTRIES = 40;

  /** The same in fields and in changes. */
  private static final int SIZE = 400;

  /**
   * The same in operations and in characters: few changes may hold many answers, and few many
   * words.
   */
  private static final int OPERATIONS = 1_000;

  private static final long CHARS = 256 * 1024;

  /** What waits of one incident: whoever asks for more is told to come back. */
  private static final int MOST_WAITING = 64;

  /** How many times as long as it worked a costly incident rests. */
  private static final int REST = 3;

  private static final long COSTLY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MOST_REST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long KNOWN_MILLIS = 10_000;
  private static final int RETRY_SECONDS = 2;

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final WorkerExecutor ahead;
  private final int most;
  private final Map<String, Queue> queues = new HashMap<>();
  private final ArrayDeque<Queue> turns = new ArrayDeque<>();
  private int working;
  private int costly;

  /** With as many workers as there are processors, two at least. */
  public FairWork(Vertx vertx) {
    this(vertx, Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  FairWork(Vertx vertx, int workers) {
    this.vertx = vertx;
    this.most = workers;
    this.workers = vertx.createSharedWorkerExecutor("seenheard-incidents", workers);
    this.ahead = vertx.createSharedWorkerExecutor("seenheard-rounds", 1);
  }

  /** What waits of one incident. */
  private static final class Queue {
    private final String incident;
    private final ArrayDeque<Task<?>> waiting = new ArrayDeque<>();
    private boolean hasTurn;
    private boolean isCostly;

    Queue(String incident) {
      this.incident = incident;
    }
  }

  private record Task<T>(Callable<T> work, CallerContext.Answer<T> answer) {}

  /** Whether an incident is so large that it has to be computed by workers. */
  public static boolean isHeavy(IncidentRecord record) {
    return record.entries().size() >= ENTRIES
        || isHeavy(record.changes(), record.fields().size())
        || holdsMuch(record.extent());
  }

  /**
   * The same, by what its changes hold: one field may have been answered a hundred thousand times.
   */
  public static boolean holdsMuch(Extent extent) {
    return extent.operations() >= OPERATIONS || extent.chars() >= CHARS;
  }

  /** The same, by how many changes it has, and how many fields if that is known. */
  public static boolean isHeavy(int changes, int fields) {
    return changes >= SIZE || fields >= SIZE;
  }

  /** The same of an incident that is not at hand, by what it weighs as far as that is known. */
  public static boolean isHeavy(Weight weight) {
    return weight.entries() >= ENTRIES
        || isHeavy(weight.changes(), weight.answers())
        || weight.bytes() >= CHARS;
  }

  /** Whether this thread serves nobody, or the record is none that could keep anybody waiting. */
  public static boolean isPlaceFor(IncidentRecord record) {
    return !Context.isOnEventLoopThread() || !isHeavy(record);
  }

  /**
   * Does something with a record: at once when it is small, else when it is its turn.
   *
   * @throws RuntimeException what the work throws, when it is done at once: callers compose it
   */
  public <T> Future<T> about(IncidentRecord record, Callable<T> work) {
    if (!isPlaceFor(record)) {
      return of(record.incident(), work);
    }
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception failed) {
      return Future.failedFuture(failed);
    }
  }

  /**
   * Does something about an incident when it is its turn. Refuses when too much waits of it: {@link
   * Refusal.Later}.
   */
  public <T> Future<T> of(String incident, Callable<T> work) {
    return of(incident, work, MOST_WAITING);
  }

  /** The same for what has to be done whatever waits: it is the log that asks, never a crowd. */
  public <T> Future<T> always(String incident, Callable<T> work) {
    return of(incident, work, Integer.MAX_VALUE);
  }

  /**
   * Does something that a round of the projections waits for, and with it everybody: ahead of all
   * turns, one after the other, on a thread of its own.
   */
  public <T> Future<T> ahead(Callable<T> work) {
    CallerContext.Answer<T> answer = CallerContext.here(vertx);
    ahead.executeBlocking(work, false).onComplete(answer::complete, answer::fail);
    return answer.future();
  }

  private <T> Future<T> of(String incident, Callable<T> work, int mostWaiting) {
    CallerContext.Answer<T> answer = CallerContext.here(vertx);
    synchronized (this) {
      Queue queue = queues.computeIfAbsent(incident, Queue::new);
      if (queue.waiting.size() >= mostWaiting) {
        return Future.failedFuture(
            Refusal.busy("Too many ask about this one incident at once; try again.", RETRY_SECONDS)
                .raised());
      }
      queue.waiting.add(new Task<>(work, answer));
      if (!queue.hasTurn) {
        queue.hasTurn = true;
        turns.add(queue);
      }
    }
    next();
    return answer.future();
  }

  /** How many things wait or are being done. */
  public synchronized int size() {
    return working + queues.values().stream().mapToInt(queue -> queue.waiting.size()).sum();
  }

  private void next() {
    while (true) {
      @Nullable Queue queue;
      Task<?> task;
      synchronized (this) {
        queue = working < most ? turn() : null;
        if (queue == null) {
          return;
        }
        task = queue.waiting.remove();
        working++;
        costly += queue.isCostly ? 1 : 0;
      }
      run(queue, task);
    }
  }

  /** The next whose turn it is; all but one of the workers are open to those that took long. */
  private @Nullable Queue turn() {
    for (Iterator<Queue> each = turns.iterator(); each.hasNext(); ) {
      Queue queue = each.next();
      if (!queue.isCostly || costly < most - 1) {
        each.remove();
        return queue;
      }
    }
    return null;
  }

  private <T> void run(Queue queue, Task<T> task) {
    boolean wasCostly = queue.isCostly;
    long[] took = {0};
    // The worker tells when it is through, not the one who asked when that one has time to hear.
    workers
        .executeBlocking(
            () -> {
              long began = System.nanoTime();
              try {
                return task.work().call();
              } finally {
                took[0] = System.nanoTime() - began;
                done(queue, wasCostly, took[0]);
              }
            },
            false)
        .onComplete(task.answer()::complete, task.answer()::fail);
  }

  private void done(Queue queue, boolean wasCostly, long nanos) {
    synchronized (this) {
      working--;
      costly -= wasCostly ? 1 : 0;
      queue.isCostly = nanos >= COSTLY_NANOS;
    }
    if (queue.isCostly) {
      long rest = TimeUnit.NANOSECONDS.toMillis(Math.min(REST * nanos, MOST_REST_NANOS));
      vertx.setTimer(Math.max(1, rest), rested -> turnAgain(queue));
      next();
    } else {
      turnAgain(queue);
    }
  }

  /** That one was costly is remembered for a while, whoever asks for it next. */
  private synchronized void forget(Queue queue) {
    if (!queue.hasTurn) {
      queues.remove(queue.incident, queue);
    }
  }

  private void turnAgain(Queue queue) {
    synchronized (this) {
      if (queue.waiting.isEmpty()) {
        queue.hasTurn = false;
        if (queue.isCostly) {
          vertx.setTimer(KNOWN_MILLIS, late -> forget(queue));
        } else {
          queues.remove(queue.incident);
        }
      } else {
        turns.add(queue);
      }
    }
    next();
  }
}
