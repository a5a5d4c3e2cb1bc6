package uk.seenheard.api.partners.records;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Role;
import uk.seenheard.sync.codec.Json;

/** Where the records system fetches authorised revisions and says what it has. */
public final class RecordsDoor implements Door {
  private static final int MAX_PAGE = 50;

  private final Gatekeeper gatekeeper;
  private final RecordsService records;
  private final LongSupplier now;

  /** In front of the service. */
  public RecordsDoor(Gatekeeper gatekeeper, RecordsService records, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.records = records;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/records/revisions").handler(this::revisions);
    router.post("/v1/records/acknowledgements").handler(this::acknowledge);
  }

  private Grant integrator(RoutingContext context) {
    Grant grant =
        gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    if (grant.role() != Role.INTEGRATOR) {
      throw Problem.forbidden("Only the records system reads this feed.");
    }
    return grant;
  }

  private void revisions(RoutingContext context) {
    Grant grant = integrator(context);
    Optional<String> cursor =
        context.queryParam("cursor").stream().filter(text -> !text.isEmpty()).findFirst();
    int limit =
        context.queryParam("limit").stream().findFirst().map(RecordsDoor::limit).orElse(MAX_PAGE);
    Answers.json(
        context,
        200,
        records.page(grant, cursor, limit),
        page -> {
          List<Json> revisions = new ArrayList<>();
          page.revisions().forEach(revision -> revisions.add(revision.json()));
          return Json.object()
              .put("revisions", Json.list(revisions))
              .put("cursor", page.cursor())
              .put("more", page.more())
              .build();
        });
  }

  private static int limit(String number) {
    if (!number.matches("[1-9][0-9]?") || Integer.parseInt(number) > MAX_PAGE) {
      throw Problem.malformed("limit", "is a whole number from 1 to " + MAX_PAGE);
    }
    return Integer.parseInt(number);
  }

  private void acknowledge(RoutingContext context) {
    Grant grant = integrator(context);
    Json.Obj body = Answers.body(context);
    if (!body.members().keySet().equals(Set.of("cursor"))) {
      throw Problem.malformed("cursor", "is the one member of this request");
    }
    String cursor =
        body.text("cursor").orElseThrow(() -> Problem.malformed("cursor", "is no text"));
    Answers.json(
        context,
        200,
        records.acknowledge(grant, cursor),
        done -> Json.object().put("acknowledged", cursor).build());
  }
}
