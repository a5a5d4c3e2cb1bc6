package uk.seenheard.api.ground.work;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.writer.CallerContext;

/**
 * Turns at what takes much memory while it is made, as a page of changes does: so many are made at
 * once, and whoever else asks waits in the order in which they came, holding nothing yet. When the
 * signal of a whole force comes back, thousands ask within seconds: to begin with all of them at
 * once is to hold what all of them are handed.
 *
 * <p>Safe to use from any thread; what comes of it arrives on the context that asked.
 */
public final class Turns {
  /** Of the heap, what one at work may take at most: the largest page, as read and as written. */
  private static final long BYTES_OF_ONE = 64L * 1024 * 1024;

  private static final int FEWEST = 2;
  private static final int MOST = 32;
  private static final int MOST_WAITING = 10_000;
  private static final long LONGEST_MILLIS = 15_000;
  private static final int RETRY_SECONDS = 5;

  private final Vertx vertx;
  private final int atOnce;
  private final int mostWaiting;
  private final long longestMillis;
  private final Set<CallerContext.Answer<Void>> waiting = new LinkedHashSet<>();
  private int taken;

  /**
   * With so many at once.
   *
   * @param mostWaiting whoever asks beyond them is told to come back
   * @param longestMillis whoever waited for so long as well
   */
  Turns(Vertx vertx, int atOnce, int mostWaiting, long longestMillis) {
    this.vertx = vertx;
    this.atOnce = atOnce;
    this.mostWaiting = mostWaiting;
    this.longestMillis = longestMillis;
  }

  /** As many at once as the heap has room for. */
  public static Turns usual(Vertx vertx) {
    long room = Runtime.getRuntime().maxMemory() / BYTES_OF_ONE;
    return new Turns(
        vertx, (int) Math.max(FEWEST, Math.min(MOST, room)), MOST_WAITING, LONGEST_MILLIS);
  }

  /**
   * Does it when it is its turn; refuses with {@link Refusal.Later} when that does not come.
   *
   * @param gone whether whoever asked has left meanwhile: then it is not done, and nothing is
   *     written of what they would have been shown
   */
  public <T> Future<T> one(BooleanSupplier gone, Supplier<Future<T>> work) {
    CallerContext.Answer<Void> turn = CallerContext.here(vertx);
    synchronized (this) {
      if (taken >= atOnce) {
        return waiting.size() < mostWaiting ? later(turn, gone, work) : Future.failedFuture(late());
      }
      taken++;
    }
    return now(gone, work);
  }

  private <T> Future<T> later(
      CallerContext.Answer<Void> turn, BooleanSupplier gone, Supplier<Future<T>> work) {
    waiting.add(turn);
    long timer = vertx.setTimer(longestMillis, late -> giveUp(turn));
    return turn.future()
        .onComplete(called -> vertx.cancelTimer(timer))
        .compose(go -> now(gone, work));
  }

  private void giveUp(CallerContext.Answer<Void> turn) {
    boolean waited;
    synchronized (this) {
      waited = waiting.remove(turn);
    }
    if (waited) {
      turn.fail(late());
    }
  }

  /** However it ends, thrown out of the work itself as well, the next one is called. */
  private <T> Future<T> now(BooleanSupplier gone, Supplier<Future<T>> work) {
    return Future.succeededFuture()
        .compose(go -> gone.getAsBoolean() ? Future.<T>failedFuture(left()) : work.get())
        .onComplete(done -> next());
  }

  private void next() {
    CallerContext.Answer<Void> turn;
    synchronized (this) {
      Iterator<CallerContext.Answer<Void>> first = waiting.iterator();
      if (!first.hasNext()) {
        taken--;
        return;
      }
      turn = first.next();
      first.remove();
    }
    turn.complete(Future.succeededFuture());
  }

  /** How many wait for theirs. */
  public synchronized int waiting() {
    return waiting.size();
  }

  private static Throwable left() {
    return Refusal.notReady(
            "Whoever asked went before it was their turn; ask again.", RETRY_SECONDS)
        .raised();
  }

  private static Throwable late() {
    return Refusal.notReady("Many ask for what they missed at once; ask again.", RETRY_SECONDS)
        .raised();
  }
}
