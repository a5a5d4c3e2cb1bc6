package uk.seenheard.api.desk.chase;

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
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.sync.codec.Json;

/** Where people read what is overdue, take an alert on, and end a chase. */
public final class AlertDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final AlertService alerts;
  private final AlertText text;
  private final LongSupplier now;

  /** In front of the service. */
  public AlertDoor(Gatekeeper gatekeeper, AlertService alerts, Force force, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.alerts = alerts;
    this.text = new AlertText(force);
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/overdue").handler(this::overdue);
    router.get("/v1/chase").handler(this::policy);
    router.post("/v1/alerts/:alert/acknowledgement").handler(this::acknowledge);
    router.post("/v1/alerts/:alert/end").handler(this::end);
  }

  private Grant reader(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void policy(RoutingContext context) {
    reader(context);
    Answers.json(context, 200, alerts.policy().json());
  }

  private void overdue(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    int limit = (int) asked.whole("limit");
    Answers.json(
        context,
        200,
        alerts.overdue(grant, asked.optionalText("team"), asked.optionalText("cursor"), limit),
        cards -> page(cards, limit));
  }

  private Json.Obj page(List<IncidentCard> cards, int limit) {
    List<Json> lines = new ArrayList<>();
    cards.forEach(card -> lines.add(text.line(card)));
    Json.Builder page = Json.object().put("overdue", Json.list(lines));
    if (cards.size() == limit) {
      page.put("cursor", cards.get(limit - 1).overdueOrder());
    }
    return page.build();
  }

  private void acknowledge(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context,
        200,
        alerts.acknowledge(grant, asked.text("alert"), asked.optionalText("words")),
        text::standing);
  }

  private void end(RoutingContext context) {
    Grant grant = reader(context);
    Asked asked = Asked.of(context);
    Answers.json(
        context, 200, alerts.end(grant, asked.text("alert"), asked.text("reason")), text::standing);
  }
}
