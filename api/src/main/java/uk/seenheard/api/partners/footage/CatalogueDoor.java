package uk.seenheard.api.partners.footage;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Gatekeeper;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Window;

/** Where evidence systems say what recordings they have, and who carried which camera. */
final class CatalogueDoor implements Door {
  private static final long DAY_MILLIS = 86_400_000;

  private final Gatekeeper gatekeeper;
  private final CatalogueService catalogue;
  private final LongSupplier now;

  CatalogueDoor(Gatekeeper gatekeeper, CatalogueService catalogue, LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.catalogue = catalogue;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/footage/clips").handler(context -> take(context, Item.Kind.CLIP));
    router.post("/v1/footage/carried").handler(context -> take(context, Item.Kind.CARRIED));
    router.post("/v1/footage/snapshots").handler(this::close);
    router.get("/v1/footage/reconciliation").handler(this::reconcile);
  }

  private void take(RoutingContext context, Item.Kind kind) {
    gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    List<Json> items = Asked.of(context).items("items");
    Answers.json(context, 200, catalogue.take(kind, items), taken -> text(items, taken));
  }

  /** In the order of the batch; an item that names itself is named again. */
  private static Json.Obj text(List<Json> items, List<Verdict> taken) {
    List<Json> lines = new ArrayList<>();
    for (int i = 0; i < taken.size(); i++) {
      Json.Builder line = taken.get(i).into(Json.object());
      if (items.get(i) instanceof Json.Obj item) {
        line.put("id", item.text("id").filter(Item::isId));
      }
      lines.add(line.build());
    }
    return Json.object().put("verdicts", Json.list(lines)).build();
  }

  private void close(RoutingContext context) {
    gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Asked asked = Asked.of(context);
    long from = asked.whole("from");
    long to = asked.whole("to");
    if (to <= from || to - from > DAY_MILLIS) {
      throw Problem.malformed("to", "has to lie after from, a day at most");
    }
    if (to > now.getAsLong()) {
      // What reached the system since the list was made would be taken to be gone.
      throw Problem.malformed("to", "lies ahead: list a time that was over when the list was made");
    }
    Answers.json(
        context,
        200,
        catalogue.close(
            asked.text("source"),
            new Window(from, to),
            asked.items("items"),
            asked.whole("count"),
            asked.text("hash")),
        closed ->
            Json.object()
                .put("withdrawn", closed.withdrawn())
                .put("wanted", Json.texts(closed.wanted()))
                .build());
  }

  /** By days as the world counts them (UTC), so that no hour comes twice or is missing. */
  private void reconcile(RoutingContext context) {
    gatekeeper.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
    Asked asked = Asked.of(context);
    String source = asked.text("source");
    String day = asked.text("day");
    long from;
    try {
      from = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } catch (DateTimeException none) {
      throw Problem.malformed("day", "is no day of the calendar, such as 2026-11-29");
    }
    Answers.json(
        context,
        200,
        catalogue.tally(source, new Window(from, from + DAY_MILLIS)),
        tally ->
            Json.object()
                .put("source", source)
                .put("day", day)
                .put("count", tally.count())
                .put("hash", tally.hash().hex())
                .put("whole", tally.whole())
                .build());
  }
}
