package uk.seenheard.api.ground.login;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.EndedLogins;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.sync.codec.Json;

/** Where somebody ends the login that they show, everywhere and for whoever else holds it. */
final class SignOutDoor implements Door {
  private static final Logger LOG = LoggerFactory.getLogger(SignOutDoor.class);

  /** After which a login that was ended in another process is ended in this one. */
  private static final long LOOK_MILLIS = 1_000;

  private final Vertx vertx;
  private final Tokens tokens;
  private final EndedLogins.Register register;
  private final LongSupplier now;

  SignOutDoor(Vertx vertx, Tokens tokens, EndedLogins.Register register, LongSupplier now) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.register = register;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/sign-out").handler(this::signOut);
    look();
  }

  private void look() {
    register
        .standing(now.getAsLong())
        .onSuccess(standing -> tokens.ended().learn(standing, now.getAsLong()))
        .onFailure(away -> LOG.warn("ended logins could not be read: {}", away.getClass()))
        .onComplete(looked -> vertx.setTimer(LOOK_MILLIS, timer -> look()));
  }

  private void signOut(RoutingContext context) {
    EndedLogins.Ended login =
        tokens.ending(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    // Here at once, whatever becomes of the store.
    tokens.ended().end(login);
    Answers.json(
        context, 200, register.keep(login), kept -> Json.object().put("signedOut", true).build());
  }
}
