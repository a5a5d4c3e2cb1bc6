package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.partners.exchange.FeedCursors;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/**
 * Subscribes addresses to feeds, gives them other secrets, begins again where somebody says, and
 * ends them. Each of these is an act in the ledger, without the address and without a secret.
 */
final class WebhookService {
  private static final int MOST = 50;

  /** What recipients are told of, and nobody else. */
  private static final String NOTICES = "notices";

  /** Revisions handed over whole. */
  private static final String INCIDENTS = "incidents";

  /** How long the secret before is good, so that a receiver can change over. */
  private static final long OVERLAP_MILLIS = Duration.ofHours(24).toMillis();

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Vertx vertx;
  private final Subscriptions subscriptions;
  private final List<NamedFeed> feeds;
  private final Addresses addresses;
  private final SecretSeal seal;
  private final ActWriter acts;
  private final LongSupplier now;

  WebhookService(
      Vertx vertx,
      Subscriptions subscriptions,
      List<NamedFeed> feeds,
      Addresses addresses,
      SecretSeal seal,
      ActWriter acts,
      LongSupplier now) {
    this.vertx = vertx;
    this.subscriptions = subscriptions;
    this.feeds = List.copyOf(feeds);
    this.addresses = addresses;
    this.seal = seal;
    this.acts = acts;
    this.now = now;
  }

  /** A subscription and its new secret, which is told once. */
  record Made(String id, String secret) {}

  /**
   * A subscription as it is shown.
   *
   * @param waiting the first thing that it was not told yet
   */
  record Shown(Subscription subscription, Optional<FeedItem> waiting) {}

  /** Subscribes an address, from a commit on. */
  Future<Made> subscribe(Grant grant, String url, String feed, long n) {
    if (feeds.stream().noneMatch(one -> one.word().equals(feed))) {
      return refused(
          new Refusal.Malformed(
              "feed",
              "is none of the feeds: "
                  + String.join(", ", feeds.stream().map(NamedFeed::word).toList())));
    }
    boolean theirs = (grant.role() == Role.RECIPIENT) == feed.equals(NOTICES);
    if (!grant.isFor(feed.equals(INCIDENTS) ? "records" : feed) || !theirs) {
      return refused(new Refusal.Forbidden("This login is not for that feed."));
    }
    boolean isNamed =
        feeds.stream()
            .filter(one -> one.word().equals(feed))
            .allMatch(one -> one.pushed().map(to -> to.url().equals(url)).orElse(true));
    if (!isNamed) {
      return refused(
          new Refusal.Malformed("url", "is not the address to which the force's mapping pushes"));
    }
    return vertx
        .executeBlocking(() -> addresses.find(url), false)
        .compose(
            found ->
                found.pinned().isPresent()
                    ? room()
                    : refused(new Refusal.Malformed("url", found.fault())))
        .compose(free -> add(grant, url, feed, n));
  }

  private Future<Void> room() {
    return subscriptions
        .standing()
        .compose(
            all ->
                all.size() < MOST
                    ? Future.succeededFuture()
                    : refused(
                        new Refusal.NotNow(
                            "There are " + MOST + " subscriptions already: end one of them.")));
  }

  private Future<Made> add(Grant grant, String url, String feed, long n) {
    long at = now.getAsLong();
    String id = Identity.uuid7(at, random());
    String secret = Signature.secret();
    Subscription made =
        new Subscription(
            id,
            grant.person(),
            url,
            feed,
            at,
            Subscription.State.ACTIVE,
            new Subscription.Secrets(seal.seal(id, secret), Optional.empty(), 0),
            Subscription.Progress.from(FeedCursors.before(n)));
    return noted(grant, "webhook-subscribed", id, Json.object().put("feed", feed))
        .compose(noted -> subscriptions.add(made))
        .map(new Made(id, secret));
  }

  private static byte[] random() {
    byte[] bytes = new byte[10];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** What somebody may see: an integrator its own, an inspector all. */
  Future<List<Shown>> list(Grant grant) {
    return subscriptions
        .standing()
        .compose(
            all ->
                shown(all.stream().filter(one -> maySee(grant, one)).toList(), new ArrayList<>()));
  }

  private static boolean maySee(Grant grant, Subscription one) {
    return grant.role().isPerson() || one.owner().equals(grant.person());
  }

  private Future<List<Shown>> shown(List<Subscription> all, List<Shown> shown) {
    if (shown.size() == all.size()) {
      return Future.succeededFuture(shown);
    }
    Subscription one = all.get(shown.size());
    return waiting(one)
        .compose(
            first -> {
              shown.add(new Shown(one, first));
              return shown(all, shown);
            });
  }

  private Future<Optional<FeedItem>> waiting(Subscription one) {
    return feeds.stream()
        .filter(feed -> feed.word().equals(one.feed()))
        .findFirst()
        .map(feed -> feed.owed().after(one.owner(), one.progress().place(), 1))
        .orElse(Future.succeededFuture(List.of()))
        .map(found -> found.stream().findFirst());
  }

  /** Gives another secret; the one before is good for a day more. */
  Future<Made> rotate(Grant grant, String id) {
    String secret = Signature.secret();
    return theirs(grant, id)
        .compose(one -> noted(grant, "webhook-secret-changed", id, Json.object()).map(one))
        .compose(
            one ->
                subscriptions.secrets(
                    id,
                    new Subscription.Secrets(
                        seal.seal(id, secret),
                        Optional.of(one.secrets().now()),
                        now.getAsLong() + OVERLAP_MILLIS)))
        .map(new Made(id, secret));
  }

  /** Tells it again from a commit on, whether it was told before or is told no more. */
  Future<Void> replay(Grant grant, String id, long n) {
    return theirs(grant, id)
        .compose(one -> noted(grant, "webhook-replayed", id, Json.object().put("n", n)))
        .compose(noted -> subscriptions.restart(id, FeedCursors.before(n)));
  }

  /** Tells it nothing any more. */
  Future<Void> end(Grant grant, String id, String reason) {
    return theirs(grant, id)
        .compose(one -> noted(grant, "webhook-ended", id, Json.object().put("reason", reason)))
        .compose(noted -> subscriptions.end(id));
  }

  private Future<Subscription> theirs(Grant grant, String id) {
    return subscriptions
        .one(id)
        .compose(
            found ->
                found
                    .filter(one -> maySee(grant, one))
                    .map(Future::succeededFuture)
                    .orElseGet(() -> refused(new Refusal.NotFound("The subscription"))));
  }

  private Future<Long> noted(Grant grant, String act, String id, Json.Builder with) {
    return acts.write(grant, act, with.put("webhook", id).build());
  }

  private static <T> Future<T> refused(Refusal refusal) {
    Refused raised = refusal.raised();
    return Future.failedFuture(raised);
  }
}
