package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Door;

/**
 * The anteroom of all doors behind it: a login that was not seen before is verified here, on a
 * worker, so that those doors find it verified and ask for it without holding up the event loop.
 *
 * <p>It lets everybody on: whether a login is wanted, and what it allows, is the door's to say.
 */
final class LoginDoor implements Door {
  private final Vertx vertx;
  private final Tokens tokens;
  private final LongSupplier now;

  LoginDoor(Vertx vertx, Tokens tokens, LongSupplier now) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.route("/v1/*").handler(this::enter);
  }

  private void enter(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || tokens.knows(authorization)) {
      context.next();
      return;
    }
    vertx
        .executeBlocking(() -> tokens.admit(authorization, now.getAsLong()), false)
        // What does not verify here will not behind: the door says so, or does not ask.
        .onComplete(verified -> context.next());
  }
}
