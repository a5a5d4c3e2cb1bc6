package uk.seenheard.api.field.handset;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;

/**
 * Where a handset asks whether there is an order for it. There is no login here: an order must
 * reach a handset whose login has ended, and its receipt must come back.
 */
public final class AskDoor implements Door {
  private final AskService asks;

  /** In front of the service. */
  public AskDoor(AskService asks) {
    this.asks = asks;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/sync/ask").handler(this::ask);
  }

  private void ask(RoutingContext context) {
    AskRequest request = Answers.message(context, AskRequest::read);
    Answers.json(context, 200, asks.ask(request), AskAnswer::json);
  }
}
