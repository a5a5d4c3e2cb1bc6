package uk.seenheard.api.ground.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Problem;

/** Answers in place of a door that has not begun to within the time. */
final class AnswerDeadline implements Handler<RoutingContext> {
  private static final int RETRY_SECONDS = 5;
  private final long millis;

  AnswerDeadline(long millis) {
    this.millis = millis;
  }

  @Override
  public void handle(RoutingContext context) {
    long timer =
        context
            .vertx()
            .setTimer(
                millis,
                late -> {
                  if (!context.response().headWritten() && !context.response().ended()) {
                    context.fail(
                        Problem.notReady(
                            "The answer took longer than " + millis + " ms; try again",
                            RETRY_SECONDS));
                  }
                });
    context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
    context.next();
  }
}
