package uk.seenheard.api.desk.find;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.prompt.DutyState;

/** Where people look for incidents, and for each other. */
public final class FindDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final Search search;
  private final Rows rows;
  private final Colleagues colleagues;
  private final LongSupplier now;

  FindDoor(
      Gatekeeper gatekeeper, Search search, Rows rows, Colleagues colleagues, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.search = search;
    this.rows = rows;
    this.colleagues = colleagues;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    // Names are in the body: an address stands in the logs of whatever lies between.
    router.post("/v1/search").handler(this::search);
    router.get("/v1/rows").handler(this::rows);
    router.get("/v1/people").handler(this::people);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void search(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    int most = (int) (long) asked.optionalWhole("limit").orElse(20L);
    Answers.json(context, 200, search.find(grant, asked.text("words"), most), FindDoor::text);
  }

  private static Json.Obj text(Search.Found found) {
    List<Json> hits = new ArrayList<>();
    for (Hit hit : found.hits()) {
      IncidentCard card = hit.card();
      List<Json> what = new ArrayList<>();
      for (Hit.What one : hit.found()) {
        what.add(Json.object().put("kind", one.kind()).put("text", one.text()).build());
      }
      hits.add(
          Json.object()
              .put("incident", card.incident())
              .put("reference", card.reference())
              .put("form", card.form().map(FormRef::id))
              .put("state", card.state().word())
              .put("risk", card.counts().risk())
              .put("lastAt", card.lastAt())
              .put("found", Json.list(what))
              .build());
    }
    return Json.object()
        .put("hits", Json.list(hits))
        .put("total", found.total())
        .put("partial", found.partial())
        .build();
  }

  private void rows(RoutingContext context) {
    Grant grant = reader(context);
    Set<String> wanted = new TreeSet<>();
    Asked.of(context)
        .optionalText("incidents")
        .ifPresent(ids -> wanted.addAll(List.of(ids.split(",", -1))));
    Answers.json(context, 200, rows.rows(grant, wanted), FindDoor::text);
  }

  private static Json.Obj text(List<Rows.Row> rows) {
    List<Json> lines = new ArrayList<>();
    for (Rows.Row row : rows) {
      List<Json> children = new ArrayList<>();
      for (Rows.Child child : row.children()) {
        Json.Builder one = Json.object().put("name", child.name());
        child
            .age()
            .ifPresent(age -> one.put("months", age.months()).put("estimated", age.estimated()));
        children.add(one.build());
      }
      List<Json> due = new ArrayList<>();
      for (Rows.Due one : row.due()) {
        DutyState duty = one.duty();
        due.add(
            Json.object()
                .put("duty", duty.duty())
                .put("subject", duty.subject().map(FieldPath::text))
                .put("name", one.name())
                .put("prompt", duty.prompt())
                .put("sentence", duty.title())
                .put("at", duty.due().orElse(0))
                .build());
      }
      Json.Builder line =
          Json.object()
              .put("incident", row.incident())
              .put("children", Json.list(children))
              .put("place", row.place())
              .put("due", Json.list(due));
      row.cameras()
          .ifPresent(
              one ->
                  line.put(
                      "cameras",
                      Json.object().put("officers", one.officers()).put("met", one.met()).build()));
      lines.add(line.build());
    }
    return Json.object().put("rows", Json.list(lines)).build();
  }

  private void people(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(context, 200, colleagues.all(grant, now.getAsLong()), FindDoor::text);
  }

  private static Json.Obj text(Colleagues.All all) {
    List<Json> teams = new ArrayList<>();
    all.teams()
        .forEach(
            team -> teams.add(Json.object().put("id", team.id()).put("name", team.name()).build()));
    List<Json> people = new ArrayList<>();
    for (Colleagues.Colleague one : all.people()) {
      people.add(
          Json.object()
              .put("id", one.person().id())
              .put("name", one.person().name())
              .put("role", one.person().role().word())
              .put("teams", Json.texts(one.teams()))
              .put("away", one.away())
              .build());
    }
    Json.Builder text =
        Json.object().put("teams", Json.list(teams)).put("people", Json.list(people));
    if (!all.withdrawn().isEmpty()) {
      List<Json> withdrawn = new ArrayList<>();
      all.withdrawn()
          .forEach(
              one ->
                  withdrawn.add(Json.object().put("id", one.id()).put("name", one.name()).build()));
      text.put("withdrawn", Json.list(withdrawn));
    }
    return text.build();
  }
}
