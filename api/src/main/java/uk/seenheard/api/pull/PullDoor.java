package uk.seenheard.api.pull;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.http.Door;
import uk.seenheard.api.identity.Gatekeeper;
import uk.seenheard.api.identity.Grant;
import uk.seenheard.sync.feed.Frame;

/** Where handsets and pages fetch what they may see. */
public final class PullDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final PullService pulls;
  private final Disclosures disclosures;
  private final LongSupplier now;

  /** In front of the service. */
  public PullDoor(
      Gatekeeper gatekeeper, PullService pulls, Disclosures disclosures, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.pulls = pulls;
    this.disclosures = disclosures;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/sync/pull").handler(this::pull);
  }

  private void pull(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Optional<String> cursor =
        context.queryParam("cursor").stream().filter(text -> !text.isEmpty()).findFirst();
    pulls
        .pull(grant, cursor)
        .compose(frames -> noted(grant, frames))
        .onSuccess(
            frames ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson")
                    .end(PullService.lines(frames)))
        .onFailure(context::fail);
  }

  /** Content leaves only after it is written down that it did. */
  private Future<List<Frame>> noted(Grant grant, List<Frame> frames) {
    boolean content = frames.stream().anyMatch(Frame.Change.class::isInstance);
    return content ? disclosures.pulled(grant, frames).map(frames) : Future.succeededFuture(frames);
  }
}
