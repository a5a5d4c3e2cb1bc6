package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.partners.exchange.NamedFeed;

/**
 * Sees to it that each subscription is told, in every process of the server: whoever claims one
 * tells it, the others leave it alone; a claim ends by itself with the process that held it. Each
 * goes by itself, so that one who is slow or away delays nobody.
 */
final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final long TICK_MILLIS = 250;
  private static final long CLAIM_MILLIS = 10_000;
  private static final long HOLD_MILLIS = 3_000;

  /** What other processes did is seen after this long. */
  private static final long AGAIN_MILLIS = 2_000;

  private final Vertx vertx;
  private final Subscriptions subscriptions;
  private final Map<String, NamedFeed> feeds = new HashMap<>();
  private final Telling telling;
  private final LongSupplier applied;
  private final LongSupplier now;
  private final String holder;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private long timer = -1;
  private boolean looking;
  private long looked = -1;
  private long nextLook;

  /**
   * For this process.
   *
   * @param applied how far the log is followed: where nothing happened nothing waits
   * @param holder this process, by a name that no other has
   */
  Deliveries(
      Vertx vertx,
      Subscriptions subscriptions,
      List<NamedFeed> feeds,
      Telling telling,
      LongSupplier applied,
      LongSupplier now,
      String holder) {
    this.vertx = vertx;
    this.subscriptions = subscriptions;
    feeds.forEach(feed -> this.feeds.put(feed.word(), feed));
    this.telling = telling;
    this.applied = applied;
    this.now = now;
    this.holder = holder;
  }

  void begin() {
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> look());
  }

  /** Claims no more; what is being told is told to its end. */
  void end() {
    vertx.cancelTimer(timer);
  }

  /** Something may have changed: the next look asks the store. */
  void wake() {
    nextLook = 0;
  }

  /** Looks whether somebody waits to be told something. */
  void look() {
    long at = now.getAsLong();
    long reached = applied.getAsLong();
    if (looking || (reached == looked && at < nextLook && nextLook - at <= AGAIN_MILLIS)) {
      return;
    }
    looking = true;
    subscriptions
        .standing()
        .onSuccess(
            standing -> {
              looked = reached;
              nextLook = at + AGAIN_MILLIS;
              standing.stream().filter(one -> due(one, at)).forEach(this::tell);
            })
        .onComplete(
            done -> {
              looking = false;
              if (done.failed()) {
                LOG.warn("subscriptions were not read: {}", done.cause().toString());
              }
            });
  }

  private boolean due(Subscription one, long at) {
    return one.state() == Subscription.State.ACTIVE
        && one.progress().nextAt() <= at
        && feeds.containsKey(one.feed());
  }

  private void tell(Subscription one) {
    NamedFeed feed = feeds.get(one.feed());
    if (feed == null || !running.add(one.id())) {
      return;
    }
    feed.owed()
        .after(one.owner(), one.progress().place(), 1)
        .compose(waiting -> waiting.isEmpty() ? Future.succeededFuture() : claimed(one.id(), feed))
        .onComplete(
            done -> {
              running.remove(one.id());
              if (done.failed()) {
                LOG.warn("webhook {} was not told: {}", one.id(), done.cause().toString());
              }
            });
  }

  private Future<Void> claimed(String id, NamedFeed feed) {
    long at = now.getAsLong();
    return subscriptions
        .claim(id, holder, at, at + CLAIM_MILLIS)
        .compose(ours -> ours ? held(id, feed) : Future.succeededFuture());
  }

  private Future<Void> held(String id, NamedFeed feed) {
    long holding =
        vertx.setPeriodic(
            HOLD_MILLIS, tick -> subscriptions.hold(id, holder, now.getAsLong() + CLAIM_MILLIS));
    return pages(id, feed)
        .eventually(
            () -> {
              vertx.cancelTimer(holding);
              // What came in after the last page was read has to be seen by the next look.
              looked = -1;
              return subscriptions.release(id, holder);
            });
  }

  /** Page after page as it is read from the store, until nothing waits or it takes no more. */
  private Future<Void> pages(String id, NamedFeed feed) {
    return subscriptions
        .one(id)
        .compose(
            found ->
                found
                    .filter(one -> due(one, now.getAsLong()))
                    .map(one -> telling.page(one, feed))
                    .orElse(Future.succeededFuture(Optional.empty())))
        .compose(told -> told.map(one -> noted(id, feed, one)).orElse(Future.succeededFuture()));
  }

  private Future<Void> noted(String id, NamedFeed feed, Subscription told) {
    return subscriptions
        .note(id, holder, told)
        .compose(
            ours ->
                ours && told.progress().failures() == 0
                    ? pages(id, feed)
                    : Future.succeededFuture());
  }
}
