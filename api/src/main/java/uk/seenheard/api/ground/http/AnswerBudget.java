package uk.seenheard.api.ground.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

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
  private static final String BUDGET = "answer-budget";
  private static final String READER = "answer-reader";

  private final long most;
  private final long pieceMillis;
  private final ReadingPace pace;
  private final Map<String, Long> ofPeople = new HashMap<>();
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
    String reader = context.get(READER);
    return take(reader == null ? String.valueOf(context.request().remoteAddress()) : reader, bytes);
  }

  synchronized Share take(String reader, long bytes) {
    long theirs = ofPeople.getOrDefault(reader, 0L);
    if (theirs > 0 && theirs + bytes > most / OF_ONE) {
      throw Problem.busy(
          "You have long answers waiting already that you do not read: read them, or close them.",
          RETRY_SECONDS);
    }
    if (held > 0 && held + bytes > most) {
      throw Problem.notReady(
          "Too many long answers wait to be read; try again in some seconds.", RETRY_SECONDS);
    }
    held += bytes;
    ofPeople.put(reader, theirs + bytes);
    return new Share(this, reader, bytes);
  }

  private synchronized void back(String reader, long bytes) {
    held -= bytes;
    ofPeople.computeIfPresent(reader, (who, now) -> now > bytes ? now - bytes : null);
  }

  /** What one answer holds of it. */
  static final class Share {
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
