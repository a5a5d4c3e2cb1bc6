package uk.seenheard.api.partners.footage;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** Where people see an incident's recordings, and supervisors put them beside it. */
final class IncidentFootageDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final FootageService footage;
  private final FootageText text;
  private final LongSupplier now;

  IncidentFootageDoor(
      Gatekeeper gatekeeper, FootageService footage, FootageText text, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.footage = footage;
    this.text = text;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/incidents/:incident/footage").handler(this::look);
    router.post("/v1/incidents/:incident/footage/links").handler(this::link);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void look(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(
        context,
        200,
        footage.look(grant, Asked.of(context).text("incident")),
        view -> text.of(view, grant.role()));
  }

  private void link(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    FootageService.Said said =
        new FootageService.Said(
            asked.text("source"),
            asked.text("clip"),
            asked.isTrue("linked"),
            asked.optionalText("person"),
            part(asked),
            asked.optionalText("reason"));
    Answers.json(
        context,
        200,
        footage.link(grant, asked.text("incident"), said),
        linked ->
            Json.object()
                .put("source", said.source())
                .put("clip", said.clip())
                .put("linked", linked)
                .build());
  }

  private static Optional<Window> part(Asked asked) {
    Optional<Long> from = asked.optionalWhole("from");
    Optional<Long> to = asked.optionalWhole("to");
    if (from.isPresent() != to.isPresent()) {
      throw Problem.malformed(from.isPresent() ? "to" : "from", "is needed beside the other one");
    }
    if (from.isPresent() && to.get() < from.get()) {
      throw Problem.malformed("to", "lies before from");
    }
    return from.map(begins -> new Window(begins, to.get()));
  }
}
