package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.NamedFeed;

/** Puts together how partners are told of what waits for them. */
public final class WebhookFeature implements Feature {
  private final Subscriptions subscriptions;
  private final Deliveries deliveries;
  private final AtomicInteger port;
  private final List<Door> doors;

  private WebhookFeature(
      Subscriptions subscriptions, Deliveries deliveries, AtomicInteger port, List<Door> doors) {
    this.subscriptions = subscriptions;
    this.deliveries = deliveries;
    this.port = port;
    this.doors = doors;
  }

  /**
   * On the ground.
   *
   * @param feeds what may be subscribed to
   * @param inside hosts of this network that may be told
   * @param own the names under which people reach this server
   */
  public static WebhookFeature of(
      Core core, List<NamedFeed> feeds, Set<String> inside, Set<String> own) {
    Basis basis = core.basis();
    String force = core.people().force().id();
    LongSupplier now = basis.now();
    AtomicInteger port = new AtomicInteger();
    Addresses addresses = new Addresses(inside, own, port::get);
    Subscriptions subscriptions = new MongoSubscriptions(basis.documents(), force);
    SecretSeal seal =
        new SecretSeal(IncidentKey.of(core.writing().keys().forceKey()), basis.digests());
    LongSupplier applied = core.reading().projector()::applied;
    Telling telling =
        new Telling(
            force,
            new HttpPost(basis.vertx(), addresses, identities(feeds)),
            seal,
            now,
            () -> ThreadLocalRandom.current().nextDouble());
    return new WebhookFeature(
        subscriptions,
        new Deliveries(
            basis.vertx(),
            subscriptions,
            feeds,
            telling,
            applied,
            now,
            core.writing().serverWriter().device()),
        port,
        List.of(
            new WebhookDoor(
                core.people().tokens(),
                new WebhookService(
                    basis.vertx(), subscriptions, feeds, addresses, seal, core.acts(), now),
                new FeedCursors(
                    core.writing().epoch(),
                    core.writing().positions(core.basis()),
                    core.reading().projector()),
                applied,
                now)));
  }

  private static Map<String, NamedFeed.Pushed.Identity> identities(List<NamedFeed> feeds) {
    Map<String, NamedFeed.Pushed.Identity> identities = new HashMap<>();
    feeds.stream()
        .flatMap(feed -> feed.pushed().stream())
        .forEach(to -> to.identity().ifPresent(who -> identities.put(to.url(), who)));
    return identities;
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public Future<Void> prepare() {
    return subscriptions.prepare();
  }

  @Override
  public void begin(Server server) {
    port.set(server.port());
    deliveries.begin();
  }

  @Override
  public void end() {
    deliveries.end();
  }
}
