package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.NamedFeed;

/**
 * Tells one subscriber one page of a feed: several incidents at once, the events of each in order.
 * What it refuses by itself is set aside and stands in nobody's way; when it takes nothing at all
 * the rest is left for later.
 */
final class Telling {
  static final int PAGE = 100;
  private static final int LANES = 8;

  /** Set aside, at most: who refuses more than that is not set up for what it gets. */
  private static final int MOST_REFUSED = 100;

  private static final int GONE = 410;
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 415, 422);

  private final String force;
  private final Post post;
  private final SecretSeal seal;
  private final LongSupplier now;
  private final DoubleSupplier random;

  Telling(String force, Post post, SecretSeal seal, LongSupplier now, DoubleSupplier random) {
    this.force = force;
    this.post = post;
    this.seal = seal;
    this.now = now;
    this.random = random;
  }

  /** How it stands after a page; empty when nothing waits. */
  Future<Optional<Subscription>> page(Subscription to, NamedFeed feed) {
    return feed.owed()
        .after(to.owner(), to.progress().place(), PAGE)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : new Round(to, feed, found).told().map(Optional::of));
  }

  /** One page that is being told. All of it happens on one context. */
  private final class Round {
    private final Subscription to;
    private final NamedFeed feed;
    private final List<FeedItem> page;
    private final Set<String> taken;
    private final List<String> refused;
    private final Deque<Deque<FeedItem>> waiting = new ArrayDeque<>();
    private boolean took;
    private boolean failed;
    private boolean stopped;
    private int status;

    Round(Subscription to, NamedFeed feed, List<FeedItem> page) {
      this.to = to;
      this.feed = feed;
      this.page = page;
      this.taken = new LinkedHashSet<>(to.progress().done());
      this.refused = new ArrayList<>(to.progress().refused());
      this.status = to.progress().status();
      Map<String, Deque<FeedItem>> incidents = new LinkedHashMap<>();
      for (FeedItem item : page) {
        if (!taken.contains(item.sent().text())) {
          incidents.computeIfAbsent(item.incident(), one -> new ArrayDeque<>()).add(item);
        }
      }
      waiting.addAll(incidents.values());
    }

    Future<Subscription> told() {
      // Who failed last is asked with one thing first, not with eight.
      int lanes = to.progress().failures() > 0 ? 1 : LANES;
      List<Future<Void>> running = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        running.add(lane());
      }
      return Future.all(running).map(done -> reached());
    }

    private Future<Void> lane() {
      Deque<FeedItem> incident = stopped ? null : waiting.poll();
      return incident == null ? Future.succeededFuture() : items(incident).compose(done -> lane());
    }

    private Future<Void> items(Deque<FeedItem> incident) {
      FeedItem item = stopped ? null : incident.poll();
      if (item == null) {
        return Future.succeededFuture();
      }
      return tell(item).compose(on -> on ? items(incident) : Future.succeededFuture());
    }

    /** Whether the next one of its incident may be told. */
    private Future<Boolean> tell(FeedItem item) {
      Event event = Event.of(force, feed, item);
      if (feed.pushed().isEmpty()) {
        return send(item, event.id(), event.body(), Map.of());
      }
      // Only the address that the force names is handed anything whole.
      return Future.succeededFuture(feed.pushed().get())
          .compose(
              to ->
                  to.url().equals(this.to.url())
                      ? to.body().apply(item)
                      : Future.failedFuture("another address"))
          .compose(body -> send(item, event.id(), body, feed.pushed().get().headers()))
          .recover(
              unmade -> {
                failed = true;
                stopped = true;
                return Future.succeededFuture(false);
              });
    }

    private Future<Boolean> send(
        FeedItem item, String id, String body, Map<String, String> besides) {
      long seconds = now.getAsLong() / 1_000;
      Map<String, String> headers = new HashMap<>(besides);
      headers.put(
          "content-type",
          feed.pushed().isPresent() ? "application/json" : "application/cloudevents+json");
      headers.put("webhook-id", id);
      headers.put("webhook-timestamp", String.valueOf(seconds));
      headers.put(
          "webhook-signature", Signature.of(seal.standing(to, now.getAsLong()), id, seconds, body));
      return post.to(to.url(), headers, body).map(answered -> judged(item, answered));
    }

    private boolean judged(FeedItem item, int answered) {
      status = answered;
      boolean ok =
          feed.pushed()
              .map(one -> answered == one.taken())
              .orElse(answered >= 200 && answered < 300);
      if (!ok && !REFUSALS.contains(answered)) {
        failed = true;
        stopped = true;
        return false;
      }
      if (!ok) {
        refused.add(item.sent().text() + ' ' + answered);
        stopped = stopped || refused.size() >= MOST_REFUSED;
      }
      took = true;
      taken.add(item.sent().text());
      return true;
    }

    private Subscription reached() {
      Place place = to.progress().place();
      int next = 0;
      while (next < page.size() && taken.contains(page.get(next).sent().text())) {
        place = page.get(next).place();
        taken.remove(page.get(next).sent().text());
        next++;
      }
      long at = now.getAsLong();
      int failures = failed ? took ? 1 : to.progress().failures() + 1 : 0;
      long since =
          !failed
              ? 0
              : took || to.progress().failingSince() == 0 ? at : to.progress().failingSince();
      Subscription.Progress progress =
          new Subscription.Progress(
              place,
              List.copyOf(taken),
              refused,
              failures,
              failed ? at + Backoff.wait(failures, random.getAsDouble()) : 0,
              since,
              status,
              at);
      return new Subscription(
          to.id(),
          to.owner(),
          to.url(),
          to.feed(),
          to.made(),
          state(at, since),
          to.secrets(),
          progress);
    }

    private Subscription.State state(long at, long since) {
      if ((failed && status == GONE) || refused.size() >= MOST_REFUSED) {
        return Subscription.State.GONE;
      }
      return failed && at - since > Backoff.DAYS ? Subscription.State.DEAD : to.state();
    }
  }
}
