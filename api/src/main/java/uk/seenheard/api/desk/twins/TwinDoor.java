package uk.seenheard.api.desk.twins;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.twin.Likeness;

/** Where people see what may be one and the same, and say that two incidents are one event. */
public final class TwinDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final TwinService twins;
  private final LongSupplier now;

  /** In front of the service. */
  public TwinDoor(Gatekeeper gatekeeper, TwinService twins, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.twins = twins;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/incidents/:incident/twins").handler(this::twins);
    router.post("/v1/incidents/:incident/links").handler(this::link);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void twins(RoutingContext context) {
    Grant grant = reader(context);
    Answers.json(
        context, 200, twins.twins(grant, Asked.of(context).text("incident")), TwinDoor::text);
  }

  private static Json.Obj text(TwinService.Found found) {
    List<Json> incidents = new ArrayList<>();
    found
        .incidents()
        .forEach(
            like ->
                incidents.add(
                    card(like.card()).put("reasons", Json.texts(like.reasons())).build()));
    List<Json> linked = new ArrayList<>();
    for (RecordedAct link : found.linked()) {
      String other = link.with().text("incident").orElse("");
      IncidentCard card = found.visible().get(other);
      Json.Builder line = card == null ? Json.object().put("incident", other) : card(card);
      linked.add(
          line.put("by", link.author())
              .put("reason", link.with().text("reason").orElse(""))
              .put("op", link.id().toString())
              .build());
    }
    return Json.object()
        .put("children", people(found.people(), Incident.CHILD))
        .put("adults", people(found.people(), Incident.ADULT))
        .put("incidents", Json.list(incidents))
        .put("linked", Json.list(linked))
        .build();
  }

  private static Json people(List<Likeness> likenesses, String collection) {
    List<Json> shown = new ArrayList<>();
    for (Likeness like : likenesses) {
      if (like.collection().equals(collection)) {
        shown.add(
            Json.object()
                .put("one", like.one().text())
                .put("other", like.other().text())
                .put("reasons", Json.texts(like.reasons()))
                .build());
      }
    }
    return Json.list(shown);
  }

  private static Json.Builder card(IncidentCard card) {
    return Json.object()
        .put("incident", card.incident())
        .put("reference", card.reference())
        .put("form", card.form().map(FormRef::id))
        .put("state", card.state().word())
        .put("firstAt", card.firstAt());
  }

  private void link(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    String one = asked.text("incident");
    String other = asked.text("other");
    if (one.equals(other)) {
      throw Problem.malformed("other", "is this incident itself");
    }
    boolean is = asked.isTrue("same");
    Answers.json(
        context,
        200,
        twins.link(grant, one, other, is, asked.text("reason")),
        done -> Json.object().put("incident", one).put("other", other).put("same", is).build());
  }
}
