package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.codec.Json;

/** One store, its feed and its subscribers; any number of processes tell them. */
final class Subscribed {
  static final int INCIDENTS = 20;
  private static final int MOST = 100_000;

  private final Vertx vertx;
  final AtomicLong now = new AtomicLong(1_795_910_400_000L);
  final Feed feed;
  final Subscriptions subscriptions;
  final SecretSeal seal =
      new SecretSeal(IncidentKey.of(new SecretKeySpec(new byte[32], "AES")), new JdkDigests());
  private final AtomicLong applied = new AtomicLong();
  private final AtomicLongArray filed = new AtomicLongArray(MOST);

  Subscribed(Vertx vertx, DocumentStore store) throws Exception {
    this.vertx = vertx;
    this.feed =
        new MongoFeed(store, "records", "revisions", () -> "marlshire", new JacksonJsonReader());
    this.subscriptions = new MongoSubscriptions(store, "marlshire");
    await(feed.prepare());
    await(subscriptions.prepare());
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  static String incident(int i) {
    return String.format(Locale.ROOT, "00000000-0000-7000-8000-%012d", i);
  }

  void subscribe(String id, String url) throws Exception {
    await(
        subscriptions.add(
            new Subscription(
                id,
                "records",
                url,
                "records",
                now.get(),
                Subscription.State.ACTIVE,
                new Subscription.Secrets(seal.seal(id, Signature.secret()), Optional.empty(), 0),
                Subscription.Progress.from(Place.START))));
  }

  Subscription standing(String id) throws Exception {
    return await(subscriptions.one(id)).orElseThrow();
  }

  /** Files events from one number up to another, the last one excluded. */
  void file(int from, int to) throws Exception {
    List<FeedItem> items = new ArrayList<>();
    for (int n = from; n < to; n++) {
      items.add(
          new FeedItem(
              new Place(n, 0),
              incident(n % INCIDENTS),
              "revision",
              "ps401",
              now.get(),
              Json.EMPTY));
    }
    await(feed.file(items));
    long at = System.nanoTime();
    items.forEach(one -> filed.set((int) one.place().n(), at));
    applied.set(to - 1);
  }

  /** When an event was in the store, by the clock of the JVM. */
  long filedAt(long n) {
    return filed.get((int) n);
  }

  /** A process of the server, which asks the store as often as it does there. */
  Deliveries process(String name, Post post) {
    Deliveries made =
        new Deliveries(
            vertx,
            subscriptions,
            List.of(NamedFeed.ofAll("records", "/v1/records/revisions/", feed)),
            new Telling("marlshire", post, seal, now::get, () -> 1),
            applied::get,
            now::get,
            name);
    made.begin();
    return made;
  }
}
