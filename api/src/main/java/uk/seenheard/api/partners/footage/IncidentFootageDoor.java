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
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** Where people see an incident's recordings, and supervisors put them beside it. */
final class IncidentFootageDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final FootageService footage;
  private final Register register;
  private final Places places;
  private final FootageText text;
  private final LongSupplier now;

  IncidentFootageDoor(
      Gatekeeper gatekeeper,
      FootageService footage,
      Register register,
      Places places,
      FootageText text,
      LongSupplier now) {
    this.register = register;
    this.places = places;
    this.gatekeeper = gatekeeper;
    this.footage = footage;
    this.text = text;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/incidents/:incident/footage").handler(this::look);
    router.post("/v1/incidents/:incident/footage/links").handler(this::link);
    router.post("/v1/incidents/:incident/footage/openings").handler(this::open);
    router.post("/v1/incidents/:incident/footage/places").handler(this::place);
    router.post("/v1/incidents/:incident/footage/relevance").handler(this::judge);
    router.post("/v1/incidents/:incident/footage/disclosures").handler(this::disclose);
    router.get("/v1/incidents/:incident/footage.csv").handler(this::schedule);
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
    FootageService.Linking.Said said =
        new FootageService.Linking.Said(
            asked.text("source"),
            asked.text("clip"),
            asked.isTrue("linked"),
            asked.optionalText("person"),
            part(asked),
            asked.optionalText("reason"),
            asked.optionalText("sensitive"),
            asked.isGiven("children") ? Optional.of(asked.texts("children")) : Optional.empty());
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

  private void open(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        register.open(grant, asked.text("incident"), asked.text("source"), asked.text("clip")),
        address -> Json.object().put("url", address).build());
  }

  private void place(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    Places.Said said =
        new Places.Said(
            asked.text("source"),
            asked.text("clip"),
            asked.text("about"),
            asked.optionalWhole("positionMs"),
            asked.text("reason"));
    Answers.json(
        context,
        200,
        places.place(grant, asked.text("incident"), said),
        written -> Json.object().put("written", written).build());
  }

  private void judge(RoutingContext context) {
    Asked asked = Asked.of(context);
    Json.Obj with =
        named(asked)
            .put("relevant", asked.text("relevant"))
            .put("why", asked.optionalText("why"))
            .build();
    written(context, Act.FOOTAGE_JUDGED, with);
  }

  private void disclose(RoutingContext context) {
    Asked asked = Asked.of(context);
    Json.Obj with =
        named(asked)
            .put("to", asked.text("to"))
            .put("purpose", asked.text("purpose"))
            .put("basis", asked.text("basis"))
            .put("redactedAs", asked.optionalText("redactedAs"))
            .build();
    written(context, Act.FOOTAGE_DISCLOSED, with);
  }

  private static Json.Builder named(Asked asked) {
    return Json.object().put("source", asked.text("source")).put("clip", asked.text("clip"));
  }

  private void written(RoutingContext context, Act act, Json.Obj with) {
    Grant grant = reader(context);
    Answers.json(
        context,
        200,
        register.write(grant, Asked.of(context).text("incident"), act, with),
        written -> Json.object().put("written", written).build());
  }

  private void schedule(RoutingContext context) {
    Grant grant = reader(context);
    register
        .schedule(grant, Asked.of(context).text("incident"))
        .onComplete(
            text ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8; header=present")
                    .putHeader("Content-Disposition", "attachment; filename=\"footage.csv\"")
                    .end(text),
            context::fail);
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
