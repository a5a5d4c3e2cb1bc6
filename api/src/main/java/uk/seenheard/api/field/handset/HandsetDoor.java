package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.sight.Looks;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.DeviceOrder;

/** Where supervisors see which handsets hold unsent work, and how each of them stands. */
public final class HandsetDoor implements Door {
  private final Vertx vertx;
  private final Tokens tokens;
  private final Handsets handsets;
  private final OrderLedger orders;
  private final Looks looks;
  private final HandsetText text;
  private final LongSupplier now;
  private final SecureRandom random = new SecureRandom();

  /** In front of the register and the orders. */
  public HandsetDoor(
      Vertx vertx,
      Tokens tokens,
      Handsets handsets,
      OrderLedger orders,
      Looks looks,
      LongSupplier now) {
    this.vertx = vertx;
    this.looks = looks;
    this.tokens = tokens;
    this.handsets = handsets;
    this.orders = orders;
    this.text = new HandsetText(tokens.force());
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/handsets").handler(this::list);
    router.post("/v1/handsets/:device/orders").handler(this::order);
  }

  private Grant supervisor(RoutingContext context, long at) {
    return tokens.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
  }

  private void list(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = supervisor(context, at);
    Asked asked = Asked.of(context);
    int limit = (int) asked.whole("limit");
    String after = asked.optionalText("cursor").orElse("");
    Answers.json(
        context,
        200,
        handsets
            .page(grant.scopes(), after, limit)
            .compose(lines -> looks.at(grant, "handsets", lines)),
        lines -> {
          List<Json> shown = new ArrayList<>();
          lines.forEach(line -> shown.add(text.line(orders.withOrders(line), at)));
          Json.Builder page = Json.object().put("handsets", Json.list(shown)).put("at", at);
          if (lines.size() == limit) {
            page.put("cursor", lines.get(limit - 1).device());
          }
          return page.build();
        });
  }

  private void order(RoutingContext context) {
    long at = now.getAsLong();
    Grant grant = supervisor(context, at);
    Asked asked = Asked.of(context);
    String order = asked.text("order");
    String reason = asked.text("reason");
    long unsent = asked.optionalWhole("unsent").orElse(-1L);
    if (order.equals(DeviceOrder.WIPE_NOW) && unsent < 0) {
      throw Problem.malformed(
          "unsent", "is missing: say how many unsent changes the register shows that are given up");
    }
    Answers.json(
        context,
        201,
        handsets
            .one(asked.text("device"), grant.scopes())
            .compose(
                found ->
                    give(
                        grant,
                        found.orElseThrow(() -> Problem.notFound("The handset")),
                        order,
                        reason,
                        unsent,
                        at)),
        given ->
            Json.object()
                .put("id", given.id())
                .put("device", given.device())
                .put("order", given.order())
                .put("at", given.at())
                .build());
  }

  private Future<DeviceOrder> give(
      Grant grant, Handset line, String order, String reason, long unsent, long at) {
    long known = line.contact().map(Handset.Contact::queued).orElse(0L);
    if (order.equals(DeviceOrder.WIPE_NOW) && unsent != known) {
      throw Problem.of(
              409,
              "unsent-differs",
              "More or less is unsent than you saw",
              "This handset last said that " + known + " changes are only on it; look again.")
          .with("unsent", Json.of(known));
    }
    // A handset leaves alone what is older than its last order, whatever clock dated that one.
    long given =
        orders.withOrders(line).ordered().map(last -> Math.max(at, last.at() + 1)).orElse(at);
    byte[] drawn = new byte[10];
    random.nextBytes(drawn);
    DeviceOrder unsigned =
        new DeviceOrder(
            Identity.uuid7(given, drawn),
            line.device(),
            order,
            given,
            orders.name(grant.person()),
            "");
    return orders.give(
        signed -> vertx.executeBlocking(() -> tokens.signOrder(signed), false),
        grant,
        unsigned,
        reason,
        known);
  }
}
