package uk.seenheard.api.ground.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Sends a long text piece by piece, each once the one before is on its way: packing it as a whole
 * would keep everybody else waiting, and a slow reader fills no buffers. What waits to be sent is
 * within the {@link AnswerBudget}, a reader who does not take a piece in time is left, and one who
 * asks for long answers without a pause is given them at the {@link ReadingPace}.
 */
public final class Pieces {
  /** Characters of a piece. */
  public static final int CHARS = 64 * 1024;

  private Pieces() {}

  /** Whether a text is sent in more than one piece. */
  public static boolean isLong(List<String> text) {
    return text.size() > 1 || text.size() == 1 && text.get(0).length() > CHARS;
  }

  /** Room for a long text, waited for a while: for who makes none meanwhile. */
  public static Future<AnswerBudget.Share> room(RoutingContext context, List<String> text) {
    return AnswerBudget.of(context).room(context, bytes(text));
  }

  /**
   * Writes a text, and does not end the answer; fails when the reader is gone or too slow, and with
   * a {@link Problem} when too much is on its way already and nothing of this was sent.
   */
  public static Future<Void> write(RoutingContext context, List<String> text) {
    AnswerBudget budget = AnswerBudget.of(context);
    AnswerBudget.Share share;
    try {
      share = budget.take(context, bytes(text));
    } catch (Problem full) {
      return Future.failedFuture(full);
    }
    // Whoever goes in the middle of it is noticed by the end of the exchange, not by a write.
    context.addEndHandler(ended -> share.close());
    return write(context, text, share);
  }

  /** The same of a text for which there is room already. */
  public static Future<Void> write(
      RoutingContext context, List<String> text, AnswerBudget.Share share) {
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      response.setChunked(true);
    }
    return new Sending(context, share, AnswerBudget.of(context).pieceMillis())
        .write(text, 0, 0)
        .onComplete(done -> share.close());
  }

  /** About as many as they are: what is not plain takes two or three of each in any case. */
  private static long bytes(List<String> text) {
    long bytes = 0;
    for (String part : text) {
      bytes += part.length();
    }
    return bytes;
  }

  private record Sending(RoutingContext context, AnswerBudget.Share share, long pieceMillis) {
    Future<Void> write(List<String> text, int part, int from) {
      HttpServerResponse response = context.response();
      if (Answers.isOver(context)) {
        return Future.failedFuture("the reader is gone");
      }
      String piece = text.get(part);
      int to = end(piece, from);
      int next = to == piece.length() ? part + 1 : part;
      Future<Void> written = taken(response.write(piece.substring(from, to)));
      return next == text.size()
          ? written
          : written
              .compose(
                  sent -> {
                    share.sent(to - from);
                    return othersFirst(share.restMillis(to - from));
                  })
              .compose(turn -> write(text, next, next == part ? to : 0));
    }

    /** Half a character is none: the two halves of a pair stay together. */
    private static int end(String piece, int from) {
      int end = Math.min(piece.length(), from + CHARS);
      return end < piece.length() && Character.isHighSurrogate(piece.charAt(end - 1))
          ? end - 1
          : end;
    }

    /** A reader who does not take a piece in time holds what others wait for. */
    private Future<Void> taken(Future<Void> written) {
      if (written.isComplete()) {
        return written;
      }
      long timer =
          context.vertx().setTimer(pieceMillis, late -> cut(context.request().connection()));
      return written.onComplete(done -> context.vertx().cancelTimer(timer));
    }

    /** At the socket: a close by its name waits for what was written before, which nobody takes. */
    private static void cut(HttpConnection connection) {
      if (connection instanceof HttpServerConnection server) {
        server.channelHandlerContext().pipeline().firstContext().close();
      } else {
        connection.close();
      }
    }

    /**
     * Whatever else waits for this thread comes before the next piece. A timer, because the thread
     * goes on with what is told to run on it, up to a second, before it looks whether anybody has
     * asked; what a timer brings comes after that look.
     */
    private Future<Void> othersFirst(long restMillis) {
      Promise<Void> turn = Promise.promise();
      context.vertx().setTimer(Math.max(1, restMillis), due -> turn.complete());
      return turn.future();
    }
  }
}
