package uk.seenheard.api.partners.webhooks;

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
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.sync.codec.Json;

/** Where partners subscribe to feeds, and people see who is told and who is not. */
final class WebhookDoor implements Door {
  private final Gatekeeper gatekeeper;
  private final WebhookService webhooks;
  private final FeedCursors cursors;
  private final LongSupplier applied;
  private final LongSupplier now;

  WebhookDoor(
      Gatekeeper gatekeeper,
      WebhookService webhooks,
      FeedCursors cursors,
      LongSupplier applied,
      LongSupplier now) {
    this.gatekeeper = gatekeeper;
    this.webhooks = webhooks;
    this.cursors = cursors;
    this.applied = applied;
    this.now = now;
  }

  @Override
  public void mount(Router router) {
    router.get("/v1/webhooks").handler(this::list);
    router.post("/v1/webhooks").handler(this::subscribe);
    router.post("/v1/webhooks/:webhook/secret").handler(this::rotate);
    router.post("/v1/webhooks/:webhook/replay").handler(this::replay);
    router.post("/v1/webhooks/:webhook/end").handler(this::end);
  }

  private Grant admitted(RoutingContext context) {
    return gatekeeper.admit(
        context.request().getHeader(HttpHeaders.AUTHORIZATION), now.getAsLong());
  }

  private void subscribe(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    long from = asked.optionalWhole("from").orElse(applied.getAsLong() + 1);
    Answers.json(
        context,
        200,
        cursors
            .from(from)
            .compose(n -> webhooks.subscribe(grant, asked.text("url"), asked.text("feed"), n)),
        WebhookDoor::made);
  }

  private static Json.Obj made(WebhookService.Made made) {
    return Json.object().put("webhook", made.id()).put("secret", made.secret()).build();
  }

  private void list(RoutingContext context) {
    Grant grant = admitted(context);
    Answers.json(context, 200, webhooks.list(grant), WebhookDoor::shown);
  }

  private static Json.Obj shown(List<WebhookService.Shown> all) {
    List<Json> lines = new ArrayList<>();
    all.forEach(one -> lines.add(shown(one)));
    return Json.object().put("webhooks", Json.list(lines)).build();
  }

  private static Json.Obj shown(WebhookService.Shown shown) {
    Subscription one = shown.subscription();
    Subscription.Progress progress = one.progress();
    Json.Builder line =
        Json.object()
            .put("webhook", one.id())
            .put("feed", one.feed())
            .put("url", one.url())
            .put("by", one.owner())
            .put("made", one.made())
            .put("state", one.state().word())
            .put("told", Math.max(0, progress.place().n()))
            .put("failures", progress.failures())
            .put("refused", refused(progress.refused()));
    shown
        .waiting()
        .ifPresent(
            first -> line.put("waiting", first.sent().text()).put("waitingSince", first.at()));
    if (progress.at() > 0) {
      line.put("status", progress.status()).put("at", progress.at());
    }
    if (progress.failingSince() > 0) {
      line.put("failingSince", progress.failingSince()).put("nextAt", progress.nextAt());
    }
    return line.build();
  }

  /** Each is a key and a status. */
  private static Json refused(List<String> refused) {
    List<Json> lines = new ArrayList<>();
    for (String one : refused) {
      int end = one.indexOf(' ');
      Sent sent = Sent.of(one.substring(0, end));
      lines.add(
          Json.object()
              .put("id", sent.text())
              .put("n", sent.n())
              .put("incident", sent.incident())
              .put("status", Long.parseLong(one.substring(end + 1)))
              .build());
    }
    return Json.list(lines);
  }

  private void rotate(RoutingContext context) {
    Grant grant = admitted(context);
    String id = Asked.of(context).text("webhook");
    Answers.json(context, 200, webhooks.rotate(grant, id), WebhookDoor::made);
  }

  private void replay(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    String id = asked.text("webhook");
    Answers.json(
        context,
        200,
        cursors.from(asked.whole("from")).compose(n -> webhooks.replay(grant, id, n)),
        done -> Json.object().put("replayed", id).build());
  }

  private void end(RoutingContext context) {
    Grant grant = admitted(context);
    Asked asked = Asked.of(context);
    String id = asked.text("webhook");
    Answers.json(
        context,
        200,
        webhooks.end(grant, id, asked.text("reason")),
        done -> Json.object().put("ended", id).build());
  }
}
