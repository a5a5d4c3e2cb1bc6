package uk.seenheard.api.trust.operations;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.follow.Rebuilding;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.sync.codec.Json;

/** Starts a rebuild of the projections and says how far it is. */
public final class RebuildDoor implements Door {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildDoor.class);
  private static final String PATH = "/operations/projections";

  private final OperatorAccess access;
  private final Rebuilding rebuilding;

  /** In front of the rebuilding. */
  public RebuildDoor(OperatorAccess access, Rebuilding rebuilding) {
    this.access = access;
    this.rebuilding = rebuilding;
  }

  @Override
  public void mount(Router router) {
    router.get(PATH).handler(context -> answer(context, 200));
    router.post(PATH).handler(this::rebuild);
  }

  private void rebuild(RoutingContext context) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    if (rebuilding.state().building() == 0) {
      rebuilding.rebuild().onFailure(failed -> LOG.warn("no rebuild: {}", failed.getMessage()));
    }
    answer(context, 202);
  }

  private void answer(RoutingContext context, int status) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    Rebuilding.State state = rebuilding.state();
    Answers.json(
        context,
        status,
        Json.object()
            .put("serving", state.serving())
            .put("building", state.building())
            .put("reached", state.reached())
            .put("applied", state.applied())
            .build());
  }
}
