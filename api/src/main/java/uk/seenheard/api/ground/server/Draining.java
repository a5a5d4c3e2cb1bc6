package uk.seenheard.api.ground.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Problem;

/** Refuses what comes over connections that are still open while the server is stopping. */
final class Draining implements Handler<RoutingContext> {
  private static final int RETRY_SECONDS = 5;
  private volatile boolean stopping;

  void begin() {
    stopping = true;
  }

  @Override
  public void handle(RoutingContext context) {
    if (stopping) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      context.fail(
          Problem.notReady(
              "This server is stopping; nothing was taken. Try again.", RETRY_SECONDS));
    } else {
      context.next();
    }
  }
}
