package uk.seenheard.api.handset;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.http.Answers;
import uk.seenheard.api.http.Door;
import uk.seenheard.api.http.Members;
import uk.seenheard.api.http.Problem;
import uk.seenheard.api.identity.Force;
import uk.seenheard.api.identity.Gatekeeper;
import uk.seenheard.api.identity.Grant;
import uk.seenheard.sync.codec.Json;

/** Where supervisors see which handsets hold unsent work, and how each of them stands. */
public final class HandsetDoor implements Door {
  private static final int MAX_PAGE = 200;
  private static final int USUAL_PAGE = 50;

  private final Gatekeeper gatekeeper;
  private final Handsets handsets;
  private final HandsetText text;
  private final LongSupplier now;

  /** In front of the register. */
  public HandsetDoor(Gatekeeper gatekeeper, Force force, Handsets handsets, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.handsets = handsets;
    this.text = new HandsetText(force);
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/handsets").handler(this::list);
  }

  private Grant supervisor(RoutingContext context, long at) {
    Grant grant = gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
    if (!grant.role().reviews()) {
      throw Problem.forbidden("Only a supervisor or an inspector sees the handsets of a team.");
    }
    return grant;
  }

  private void list(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = supervisor(context, at);
    Members asked = Members.ofQuery(context, Set.of("cursor", "limit"));
    int limit = asked.optionalWhole("limit", 1, MAX_PAGE).map(Long::intValue).orElse(USUAL_PAGE);
    String after = asked.optionalText("cursor", 64).orElse("");
    Answers.json(
        context,
        200,
        handsets.page(grant.scopes(), after, limit),
        lines -> {
          List<Json> shown = new ArrayList<>();
          lines.forEach(line -> shown.add(text.line(line, at)));
          Json.Builder page = Json.object().put("handsets", Json.list(shown)).put("at", at);
          if (lines.size() == limit) {
            page.put("cursor", lines.get(limit - 1).device());
          }
          return page.build();
        });
  }
}
