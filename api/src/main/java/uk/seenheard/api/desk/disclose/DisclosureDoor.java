package uk.seenheard.api.desk.disclose;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.codec.Json;

/** Where a page says what it is about to print, or to show beside other work. */
public final class DisclosureDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final Disclosures disclosures;
  private final LongSupplier now;

  DisclosureDoor(Gatekeeper gatekeeper, Disclosures disclosures, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.disclosures = disclosures;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/disclosures").handler(this::note);
  }

  private void note(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Asked asked = Asked.of(context);
    Set<String> incidents = new TreeSet<>(asked.texts("incidents"));
    Answers.json(
        context,
        201,
        disclosures.note(grant, asked.text("how"), incidents),
        at ->
            Json.object()
                .put("at", at)
                .put(
                    "by", Json.object().put("id", grant.person()).put("name", grant.name()).build())
                .build());
  }
}
