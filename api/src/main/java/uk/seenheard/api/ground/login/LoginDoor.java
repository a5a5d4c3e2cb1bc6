package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import uk.seenheard.api.ground.contract.ForWhom;
import uk.seenheard.api.ground.http.AnswerBudget;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.work.InFlight;

/**
 * The anteroom of all doors behind it: a login that was not seen before is verified here, on a
 * worker, so that those doors find it verified and ask for it without holding up the event loop;
 * and whoever has a role that the contract does not open an operation for is turned away.
 */
public final class LoginDoor implements Door {
  /** Of one person: their handset, their tabs, and no script that shuts others out. */
  private static final int MOST_IN_FLIGHT = 64;

  private static final int RETRY_SECONDS = 5;

  private final Vertx vertx;
  private final Tokens tokens;
  private final LongSupplier now;
  private final Supplier<Future<Void>> look;
  private final InFlight inFlight = new InFlight(MOST_IN_FLIGHT);

  /**
   * Before the doors of a force.
   *
   * @param look looks for a key of the identity provider's that is not known
   */
  LoginDoor(Vertx vertx, Tokens tokens, LongSupplier now, Supplier<Future<Void>> look) {
    this.look = look;
    this.vertx = vertx;
    this.tokens = tokens;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.route().order(ANTEROOM).handler(this::enter);
  }

  private void enter(RoutingContext context) {
    Optional<ForWhom> whom = ForWhom.of(context).filter(known -> !known.isAnybody());
    if (whom.isEmpty()) {
      context.next();
      return;
    }
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null || tokens.knows(authorization)) {
      pass(context, whom.get(), tokens.admit(authorization, now.getAsLong()));
      return;
    }
    Future<Void> keys =
        tokens.namesUnknownKey(authorization) ? look.get() : Future.succeededFuture();
    keys.compose(
            looked ->
                vertx.executeBlocking(() -> tokens.admit(authorization, now.getAsLong()), false))
        .onComplete(grant -> pass(context, whom.get(), grant), context::fail);
  }

  private void pass(RoutingContext context, ForWhom whom, Grant grant) {
    try {
      whom.require(grant.role().word());
      whom.requireOne(grant.only());
    } catch (Problem refused) {
      context.fail(refused);
      return;
    }
    if (!inFlight.begin(grant.person())) {
      context.fail(
          Problem.busy(
              "You have "
                  + MOST_IN_FLIGHT
                  + " requests open already: wait for their answers, or close some.",
              RETRY_SECONDS));
      return;
    }
    AnswerBudget.readBy(context, grant.person());
    context.addEndHandler(ended -> inFlight.end(grant.person()));
    context.next();
  }
}
