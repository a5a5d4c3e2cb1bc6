package uk.seenheard.api.desk.review;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.sync.act.Vocabulary;

/** Where pages and integrators read the vocabulary of acts. */
public final class ActDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final LongSupplier now;

  /** For whoever is signed in. */
  public ActDoor(Gatekeeper gatekeeper, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/acts").handler(this::acts);
  }

  private void acts(RoutingContext context) {
    gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Answers.json(context, 200, Vocabulary.json());
  }
}
