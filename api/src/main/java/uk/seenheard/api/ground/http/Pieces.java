package uk.seenheard.api.ground.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends a long text piece by piece, each once the one before is on its way: packing it as a whole
 * would keep everybody else waiting, and a slow reader fills no buffers.
 */
public final class Pieces {
  private static final int CHARS = 64 * 1024;

  private Pieces() {}

  /** Whether a text is sent in more than one piece. */
  public static boolean isLong(String text) {
    return text.length() > CHARS;
  }

  /** Writes a text, and does not end the answer; fails when the reader is gone. */
  public static Future<Void> write(RoutingContext context, String text) {
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      response.setChunked(true);
    }
    return write(context, text, 0);
  }

  private static Future<Void> write(RoutingContext context, String text, int from) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return Future.failedFuture("the reader is gone");
    }
    int end = Math.min(text.length(), from + CHARS);
    // Half a character is none: the two halves of a pair stay together.
    int to = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    Future<Void> written = response.write(text.substring(from, to));
    return to == text.length()
        ? written
        : written.compose(sent -> othersFirst(context)).compose(turn -> write(context, text, to));
  }

  /** Whatever else waits for this thread comes before the next piece. */
  private static Future<Void> othersFirst(RoutingContext context) {
    Promise<Void> turn = Promise.promise();
    context.vertx().runOnContext(unused -> turn.complete());
    return turn.future();
  }
}
