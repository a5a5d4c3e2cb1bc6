package uk.seenheard.api.desk.review;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.api.ground.projection.DeskProjection;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.OpenedChange;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.ReviewState;

/** Where people read incidents within their scope, and where supervisors decide. */
public final class IncidentDoor implements Door {
  private static final int MAX_PAGE = 200;
  private static final int HISTORY_PAGE = 500;
  private static final Set<String> DECISION = Set.of("frontier", "ops");
  private static final Pattern QUEUE_PLACE =
      Pattern.compile("[0-9][.][0-9]{15}[.][0-9]{15}[.][0-9a-f-]{36}");

  private final Gatekeeper gatekeeper;
  private final IncidentReading reading;
  private final Deciding deciding;
  private final Quarantine quarantine;
  private final IncidentText text;
  private final LongSupplier now;

  /** In front of what reads and what decides. */
  public IncidentDoor(
      Gatekeeper gatekeeper,
      IncidentReading reading,
      Deciding deciding,
      Quarantine quarantine,
      Force force,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.reading = reading;
    this.deciding = deciding;
    this.quarantine = quarantine;
    this.text = new IncidentText(force);
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
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    if (grant.role() == Role.INTEGRATOR) {
      throw Problem.forbidden(
          "The records system reads authorised revisions at /v1/records/revisions, not incidents.");
    }
    return grant;
  }

  private Grant decider(RoutingContext context) {
    Grant grant = reader(context);
    if (!grant.role().reviews()) {
      throw Problem.forbidden("Only a supervisor or an inspector decides about incidents.");
    }
    return grant;
  }

  private static String incident(RoutingContext context) {
    String id = context.pathParam("incident").toLowerCase(Locale.ROOT);
    if (!Identity.isUuid(id)) {
      throw Problem.malformed("incident", "is a UUID");
    }
    return id;
  }

  private static Optional<String> parameter(RoutingContext context, String name) {
    return context.queryParam(name).stream().filter(value -> !value.isEmpty()).findFirst();
  }

  private static Optional<String> id(RoutingContext context, String name) {
    Optional<String> id = parameter(context, name);
    if (id.isPresent() && !id.get().matches("[A-Za-z0-9._-]{1,64}")) {
      throw Problem.malformed(name, "is an id: letters, digits, dots, dashes, 64 at most");
    }
    return id;
  }

  private void queue(RoutingContext context) {
    Grant grant = reader(context);
    String state =
        parameter(context, "state").map(IncidentDoor::state).orElse(DeskProjection.WAITING);
    DeskProjection.Filter wanted =
        new DeskProjection.Filter(state, id(context, "form"), id(context, "officer"));
    int limit = parameter(context, "limit").map(IncidentDoor::limit).orElse(50);
    Optional<String> after = parameter(context, "cursor").map(IncidentDoor::queuePlace);
    Answers.json(
        context,
        200,
        reading.queue(grant, parameter(context, "team"), wanted, after, limit),
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

  private static String state(String word) {
    for (ReviewState state : ReviewState.values()) {
      if (state.word().equals(word)) {
        return word;
      }
    }
    if (word.equals(DeskProjection.WAITING)) {
      return word;
    }
    throw Problem.malformed(
        "state", "is one of waiting, recording, submitted, returned, authorised, changed");
  }

  private static int limit(String number) {
    if (!number.matches("[1-9][0-9]{0,2}") || Integer.parseInt(number) > MAX_PAGE) {
      throw Problem.malformed("limit", "is a whole number from 1 to " + MAX_PAGE);
    }
    return Integer.parseInt(number);
  }

  private static String queuePlace(String cursor) {
    if (!QUEUE_PLACE.matcher(cursor).matches()) {
      throw Problem.malformed("cursor", "is not one that a list gave");
    }
    return cursor;
  }

  private void look(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(context, 200, reading.look(grant, incident(context)), text::incident);
  }

  /** The line that a list shows of one incident: enough to see that it moved. */
  private void card(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(context, 200, reading.card(grant, incident(context)), text::card);
  }

  private void history(RoutingContext context) {
    Grant grant = reader(context);
    Projection.Place after =
        parameter(context, "cursor").map(IncidentDoor::place).orElse(Projection.Place.START);
    Answers.json(
        context,
        200,
        reading.history(grant, incident(context), after),
        changes -> {
          Json.Obj page = lines(changes);
          return IncidentText.next(changes, HISTORY_PAGE)
              .map(next -> page.with("cursor", next))
              .orElse(page);
        });
  }

  private static Projection.Place place(String cursor) {
    String[] parts = cursor.split("\\.", -1);
    if (parts.length != 2 || !parts[0].matches("[0-9]{1,15}") || !parts[1].matches("[0-9]{1,6}")) {
      throw Problem.malformed("cursor", "is not one that a history gave");
    }
    return new Projection.Place(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
  }

  private void quarantined(RoutingContext context) {
    Grant grant = decider(context);
    Answers.json(context, 200, quarantine.waiting(grant, incident(context)), this::lines);
  }

  private Json.Obj lines(List<OpenedChange> changes) {
    List<Json> lines = new ArrayList<>();
    changes.forEach(change -> lines.add(text.history(change)));
    return Json.object().put("changes", Json.list(lines)).build();
  }

  private void decide(RoutingContext context) {
    Grant grant = decider(context);
    String incident = incident(context);
    Json.Obj body = Answers.body(context);
    for (String member : body.members().keySet()) {
      if (!DECISION.contains(member)) {
        throw Problem.malformed("body", "has members beside frontier and ops; leave them out");
      }
    }
    String frontier = body.text("frontier").orElse("");
    if (!Hex.is(frontier, 64)) {
      throw Problem.malformed("frontier", "is missing: name the frontier that you looked at");
    }
    Answers.json(
        context,
        201,
        deciding.decide(grant, incident, new Hash(frontier), body.items("ops")),
        decided ->
            Json.object()
                .put("n", decided.n())
                .put("change", decided.change().hex())
                .put("frontier", decided.frontier().hex())
                .put("state", decided.state().word())
                .build());
  }
}
