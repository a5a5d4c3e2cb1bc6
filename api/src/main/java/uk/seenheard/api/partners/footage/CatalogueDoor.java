package uk.seenheard.api.partners.footage;

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
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.sync.codec.Json;

/** Where evidence systems say what recordings they have, and who carried which camera. */
final class CatalogueDoor implements Door {
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
}
