package uk.seenheard.api.ground.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much of long answers may wait to be read, in all and of one person, how long for each piece,
 * and how fast one person is given them: a reader who takes a byte a second leaves the rest of
 * their answer in the server's memory, and one who takes all there is, again and again, its
 * processor. Beyond it people are told to come back, or given the next piece later; answers of one
 * piece are never refused and never late.
 *
 * <p>Of one server; safe to use from any thread.
 */
public final class AnswerBudget implements Handler<RoutingContext> {
  /** Of the heap, what may wait in all. */
  private static final int SHARE = 8;

  /** Of that, what one person may have waiting. */
  private static final int OF_ONE = 4;

  private static final int RETRY_SECONDS = 10;

  /**
   * How long somebody waits for room. Short, because they hold a turn at making pages meanwhile:
   * who fills all of it and reads nothing keeps others from short ones for no longer than that.
   */
  private static final long LONGEST_MILLIS = 2_000;

  private static final String BUDGET = "answer-budget";
  private static final String READER = "answer-reader";

  private final long most;
  private final long pieceMillis;
  private final ReadingPace pace;
  private final Map<String, Long> ofPeople = new HashMap<>();
  private final Set<Wait> waiting = new LinkedHashSet<>();
  private long held;

  /**
   * With so many bytes in all.
   *
   * @param pieceMillis for a reader to take one piece
   * @param pace how fast one person is given long answers
   */
  public AnswerBudget(long most, long pieceMillis, ReadingPace pace) {
    this.most = most;
    this.pieceMillis = pieceMillis;
    this.pace = pace;
  }

  /** With an eighth of the heap. */
  public static AnswerBudget usual(ServerLimits limits) {
    return new AnswerBudget(
        Runtime.getRuntime().maxMemory() / SHARE, limits.pieceMillis(), ReadingPace.usual());
  }

  /** Says whose answer it will be, once that is known. */
  public static void readBy(RoutingContext context, String person) {
    context.put(READER, person);
  }

  /** The one that answers of this request are within. */
  static AnswerBudget of(RoutingContext context) {
    AnswerBudget budget = context.get(BUDGET);
    if (budget == null) {
      throw new IllegalStateException("the server has no budget for its answers");
    }
    return budget;
  }

  @Override
  public void handle(RoutingContext context) {
    context.put(BUDGET, this);
    context.next();
  }

  /** How long a reader has to take one piece. */
  long pieceMillis() {
    return pieceMillis;
  }

  /** Bytes that wait to be read now. */
  public synchronized long held() {
    return held;
  }

  /**
   * Takes room for an answer. One alone always has it, however long it is.
   *
   * @throws Problem 503 when there is none, 429 when the reader has too much waiting
   */
  Share take(RoutingContext context, long bytes) {
    return take(reader(context), bytes);
  }

  /**
   * Takes room for an answer, and waits for it for a while where there is none: for who makes no
   * more of them meanwhile. Room that was taken is given back with the exchange at the latest.
   */
  public Future<Share> room(RoutingContext context, long bytes) {
    return room(context.vertx(), reader(context), bytes).compose(share -> with(context, share));
  }

  Future<Share> room(Vertx vertx, String reader, long bytes) {
    Wait wait = new Wait(reader, bytes, vertx.getOrCreateContext(), Promise.promise());
    synchronized (this) {
      if (isTooMuch(reader, bytes)) {
        return Future.failedFuture(tooMuch());
      }
      if (waiting.isEmpty() && hasRoom(bytes)) {
        wait.promise().complete(taken(reader, bytes));
      } else {
        waiting.add(wait);
        long timer = vertx.setTimer(LONGEST_MILLIS, late -> giveUp(wait));
        wait.promise().future().onComplete(done -> vertx.cancelTimer(timer));
      }
    }
    return wait.promise().future();
  }

  private static Future<Share> with(RoutingContext context, Share share) {
    if (Answers.isOver(context)) {
      share.close();
      return Future.failedFuture(left());
    }
    context.addEndHandler(ended -> share.close());
    return Future.succeededFuture(share);
  }

  private void giveUp(Wait wait) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(wait);
    }
    if (waited) {
      wait.promise().fail(full());
    }
  }

  /** Who waits for room. */
  private record Wait(String reader, long bytes, Context home, Promise<Share> promise) {}

  private static String reader(RoutingContext context) {
    String reader = context.get(READER);
    return reader == null ? String.valueOf(context.request().remoteAddress()) : reader;
  }

  private boolean isTooMuch(String reader, long bytes) {
    long theirs = ofPeople.getOrDefault(reader, 0L);
    return theirs > 0 && theirs + bytes > most / OF_ONE;
  }

  private boolean hasRoom(long bytes) {
    return held == 0 || held + bytes <= most;
  }

  private static Problem tooMuch() {
    return Problem.busy(
        "You have long answers waiting already that you do not read: read them, or close them.",
        RETRY_SECONDS);
  }

  private static Problem left() {
    return Problem.notReady("Whoever asked went before there was room; ask again.", RETRY_SECONDS);
  }

  private static Problem full() {
    return Problem.notReady(
        "Too many long answers wait to be read; try again in some seconds.", RETRY_SECONDS);
  }

  private Share taken(String reader, long bytes) {
    held += bytes;
    ofPeople.merge(reader, bytes, Long::sum);
    return new Share(this, reader, bytes);
  }

  synchronized Share take(String reader, long bytes) {
    if (isTooMuch(reader, bytes)) {
      throw tooMuch();
    }
    if (!hasRoom(bytes)) {
      throw full();
    }
    return taken(reader, bytes);
  }

  private synchronized void back(String reader, long bytes) {
    held -= bytes;
    ofPeople.computeIfPresent(reader, (who, now) -> now > bytes ? now - bytes : null);
    Iterator<Wait> first = waiting.iterator();
    while (first.hasNext()) {
      Wait next = first.next();
      if (!hasRoom(next.bytes())) {
        return;
      }
      first.remove();
      Share share = taken(next.reader(), next.bytes());
      next.home().runOnContext(its -> next.promise().complete(share));
    }
  }

  /** What one answer holds of it. */
  public static final class Share {
    private final AnswerBudget budget;
    private final String reader;
    private long left;

    private Share(AnswerBudget budget, String reader, long bytes) {
      this.budget = budget;
      this.reader = reader;
      this.left = bytes;
    }

    /** So much is on its way and waits no more. */
    synchronized void sent(long bytes) {
      long gone = Math.min(bytes, left);
      left -= gone;
      budget.back(reader, gone);
    }

    /** Until their next piece, in milliseconds, when so much was just sent; 0 when at once. */
    long restMillis(long sent) {
      return budget.pace.restMillis(reader, sent, System.nanoTime());
    }

    /** Nothing of it waits any more. */
    synchronized void close() {
      sent(left);
    }
  }
}
