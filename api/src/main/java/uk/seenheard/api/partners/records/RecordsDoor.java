package uk.seenheard.api.partners.records;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Tally;
import uk.seenheard.sync.codec.Json;

/** Where the records system fetches authorised revisions and says what it has. */
public final class RecordsDoor implements Door {
  private static final long DAY_MILLIS = 86_400_000;

  private final Gatekeeper gatekeeper;
  private final RecordsService records;
  private final SdmText sdm;
  private final LongSupplier now;

  /** In front of the service. */
  RecordsDoor(Gatekeeper gatekeeper, RecordsService records, SdmText sdm, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.records = records;
    this.sdm = sdm;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/records/revisions").handler(this::revisions);
    router.get("/v1/records/revisions/:revision").handler(this::one);
    router.get("/v1/records/reconciliation").handler(this::reconcile);
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
            .page(
                grant,
                new RecordsService.From(
                    asked.optionalText("cursor"),
                    asked.optionalWhole("from"),
                    asked.optionalWhole("since")),
                (int) asked.whole("limit"))
            .compose(page -> records.written(page, text(asked))));
  }

  /** As it was asked for: as it is, or in the shape of the Standard Data Model. */
  private Function<RecordsService.Page, Json.Obj> text(Asked asked) {
    boolean model = asked.optionalText("as").equals(Optional.of("sdm"));
    return page -> text(page, model ? sdm::text : Revision::json);
  }

  private void one(RoutingContext context) {
    Grant grant = integrator(context);
    Asked asked = Asked.of(context);
    Sent sent = Sent.of(asked.text("revision"));
    Answers.text(
        context, 200, records.one(grant, sent).compose(page -> records.written(page, text(asked))));
  }

  /** By days as the world counts them (UTC), so that no hour comes twice or is missing. */
  private void reconcile(RoutingContext context) {
    integrator(context);
    String asked = Asked.of(context).text("day");
    long from;
    try {
      from = LocalDate.parse(asked).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } catch (DateTimeException none) {
      throw Problem.malformed("day", "is no day of the calendar, such as 2026-11-29");
    }
    Answers.json(
        context, 200, records.tally(from, from + DAY_MILLIS), tally -> reconciled(asked, tally));
  }

  private static Json.Obj reconciled(String day, Tally tally) {
    List<Json> lines = new ArrayList<>();
    for (FeedItem item : tally.items()) {
      lines.add(
          Json.object()
              .put("id", item.sent().text())
              .put("n", item.sent().n())
              .put("incident", item.incident())
              .put("type", item.type())
              .put("frontier", item.with().text("frontier"))
              .put("at", item.at())
              .build());
    }
    return Json.object()
        .put("day", day)
        .put("count", tally.items().size())
        .put("hash", tally.hash().hex())
        .put("revisions", Json.list(lines))
        .put("more", tally.items().size() >= Tally.MOST)
        .build();
  }

  private static Json.Obj text(RecordsService.Page page, Function<Revision, Json.Obj> written) {
    List<Json> revisions = new ArrayList<>();
    page.revisions().forEach(revision -> revisions.add(written.apply(revision)));
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
        stands -> Json.object().put("acknowledged", stands).build());
  }
}
