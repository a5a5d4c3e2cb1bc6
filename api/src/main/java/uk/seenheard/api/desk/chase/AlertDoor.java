package uk.seenheard.api.desk.chase;

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
import uk.seenheard.api.ground.http.Members;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.sync.codec.Json;

/** Where people read what is overdue, take an alert on, and end a chase. */
public final class AlertDoor implements Door {
  private static final int MAX_PAGE = 200;
  private static final int MAX_WORDS = 4_000;
  private static final int MAX_TEAM = 64;
  private static final Pattern PLACE = Pattern.compile("[0-9]{15}[.][0-9a-f-]{36}");
  private static final Pattern ALERT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[.][0-9a-f]{16}");

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
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    if (grant.role() == Role.INTEGRATOR) {
      throw Problem.forbidden("The records system chases nobody and is not chased.");
    }
    return grant;
  }

  private void policy(RoutingContext context) {
    reader(context);
    Answers.json(context, 200, alerts.policy().json());
  }

  private void overdue(RoutingContext context) {
    Grant grant = reader(context);
    Members asked = Members.ofQuery(context, Set.of("team", "cursor", "limit"));
    int limit = asked.optionalWhole("limit", 1, MAX_PAGE).orElse(50L).intValue();
    Optional<String> cursor = asked.optionalText("cursor", 200);
    if (cursor.isPresent() && !PLACE.matcher(cursor.get()).matches()) {
      throw Problem.malformed("cursor", "is not one that a list gave");
    }
    Answers.json(
        context,
        200,
        alerts.overdue(grant, asked.optionalText("team", MAX_TEAM), cursor, limit),
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

  private static String alert(RoutingContext context) {
    String id = context.pathParam("alert").toLowerCase(Locale.ROOT);
    if (!ALERT.matcher(id).matches()) {
      throw Problem.malformed("alert", "is the id of an alert: an incident's, a dot, 16 digits");
    }
    return id;
  }

  private void acknowledge(RoutingContext context) {
    Grant grant = reader(context);
    String id = alert(context);
    Optional<String> words =
        Members.ofBody(context, Set.of("words")).optionalText("words", MAX_WORDS);
    Answers.json(context, 200, alerts.acknowledge(grant, id, words), text::alert);
  }

  private void end(RoutingContext context) {
    Grant grant = reader(context);
    if (!grant.role().reviews()) {
      throw Problem.forbidden("Only a supervisor or an inspector ends a chase.");
    }
    String id = alert(context);
    String reason = Members.ofBody(context, Set.of("reason")).text("reason", MAX_WORDS);
    if (reason.isBlank()) {
      throw Problem.malformed("reason", "says nothing; say why");
    }
    Answers.json(context, 200, alerts.end(grant, id, reason), text::alert);
  }
}
