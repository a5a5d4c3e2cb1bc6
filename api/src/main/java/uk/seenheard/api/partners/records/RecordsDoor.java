package uk.seenheard.api.partners.records;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.sync.codec.Json;

/** Where the records system fetches authorised revisions and says what it has. */
public final class RecordsDoor implements Door {
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
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void revisions(RoutingContext context) {
    Grant grant = integrator(context);
    Asked asked = Asked.of(context);
    Answers.text(
        context,
        200,
        records
            .page(grant, asked.optionalText("cursor"), (int) asked.whole("limit"))
            .compose(page -> records.written(page, RecordsDoor::text)));
  }

  private static Json.Obj text(RecordsService.Page page) {
    List<Json> revisions = new ArrayList<>();
    page.revisions().forEach(revision -> revisions.add(revision.json()));
    Json.Builder text = Json.object().put("revisions", Json.list(revisions));
    if (!page.setAside().isEmpty()) {
      text.put("setAside", setAside(page.setAside()));
    }
    return text.put("cursor", page.cursor()).put("more", page.more()).build();
  }

  private static Json setAside(List<RecordsService.SetAside> aside) {
    List<Json> lines = new ArrayList<>();
    for (RecordsService.SetAside one : aside) {
      lines.add(
          Json.object()
              .put("n", one.n())
              .put("incident", one.incident())
              .put("why", one.why())
              .build());
    }
    return Json.list(lines);
  }

  private void acknowledge(RoutingContext context) {
    Grant grant = integrator(context);
    String cursor = Asked.of(context).text("cursor");
    Answers.json(
        context,
        200,
        records.acknowledge(grant, cursor),
        done -> Json.object().put("acknowledged", cursor).build());
  }
}
