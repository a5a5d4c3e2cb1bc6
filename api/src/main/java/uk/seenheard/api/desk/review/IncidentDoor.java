package uk.seenheard.api.desk.review;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.DeskProjection;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** Where people read incidents within their scope, and where supervisors decide. */
public final class IncidentDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final IncidentLists lists;
  private final IncidentReading reading;
  private final Deciding deciding;
  private final Quarantine quarantine;
  private final IncidentText text;
  private final LongSupplier now;

  /** In front of what reads and what decides. */
  IncidentDoor(
      Gatekeeper gatekeeper,
      IncidentLists lists,
      IncidentReading reading,
      Deciding deciding,
      Quarantine quarantine,
      IncidentText text,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.lists = lists;
    this.reading = reading;
    this.deciding = deciding;
    this.quarantine = quarantine;
    this.text = text;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/incidents").handler(this::queue);
    router.get("/v1/incidents/:incident").handler(this::look);
    router.get("/v1/incidents/:incident/card").handler(this::card);
    router.get("/v1/incidents/:incident/history").handler(this::history);
    router.get("/v1/incidents/:incident/quarantine").handler(this::quarantined);
    router.post("/v1/incidents/:incident/decisions").handler(this::decide);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private static String incident(RoutingContext context) {
    return Asked.of(context).text("incident");
  }

  private void queue(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    DeskProjection.Filter wanted =
        new DeskProjection.Filter(
            asked.text("state"), asked.optionalText("form"), asked.optionalText("officer"));
    int limit = (int) asked.whole("limit");
    Answers.json(
        context,
        200,
        lists.queue(grant, asked.optionalText("team"), wanted, asked.optionalText("cursor"), limit),
        cards -> list(cards, limit));
  }

  private Json.Obj list(List<IncidentCard> cards, int limit) {
    List<Json> lines = new ArrayList<>();
    cards.forEach(card -> lines.add(text.card(card)));
    Json.Builder page = Json.object().put("incidents", Json.list(lines));
    if (cards.size() == limit) {
      page.put("cursor", cards.get(limit - 1).queueOrder());
    }
    return page.build();
  }

  private void look(RoutingContext context) {
    Grant grant = reader(context);
    Answers.text(context, 200, reading.look(grant, incident(context), text::incident));
  }

  /** The line that a list shows of one incident: enough to see that it moved. */
  private void card(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(context, 200, lists.card(grant, incident(context)), text::card);
  }

  private void history(RoutingContext context) {
    Grant grant = reader(context);
    Place after = after(context);
    String incident = incident(context);
    Answers.text(context, 200, reading.history(grant, incident, after, this::page));
  }

  private Json.Obj page(List<OpenedChange> changes, Optional<Place> next) {
    Json.Obj shown = lines(changes);
    return next.map(place -> shown.with("cursor", Json.of(cursor(place)))).orElse(shown);
  }

  private static String cursor(Place place) {
    return place.n() + "." + place.i();
  }

  private static Place after(RoutingContext context) {
    return Asked.of(context).optionalText("cursor").map(IncidentDoor::place).orElse(Place.START);
  }

  private static Place place(String cursor) {
    int dot = cursor.indexOf('.');
    return new Place(
        Long.parseLong(cursor.substring(0, dot)), Integer.parseInt(cursor.substring(dot + 1)));
  }

  private void quarantined(RoutingContext context) {
    Grant grant = reader(context);
    String incident = incident(context);
    Answers.text(
        context,
        200,
        quarantine
            .waiting(grant, incident, after(context))
            .compose(
                page ->
                    reading.written(
                        incident, page.changes(), changes -> page(changes, page.next()))));
  }

  private Json.Obj lines(List<OpenedChange> changes) {
    List<Json> lines = new ArrayList<>();
    changes.forEach(change -> lines.add(text.history(change)));
    return Json.object().put("changes", Json.list(lines)).build();
  }

  private void decide(RoutingContext context) {
    Grant grant = reader(context);
    String incident = incident(context);
    Asked asked = Asked.of(context);
    Hash frontier = new Hash(asked.text("frontier"));
    Answers.json(
        context,
        201,
        deciding.decide(grant, incident, frontier, asked.items("ops")),
        decided ->
            Json.object()
                .put("n", decided.n())
                .put("change", decided.change().hex())
                .put("frontier", decided.frontier().hex())
                .put("state", decided.state().word())
                .build());
  }
}
