package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.MongoFeed;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.codec.Json;

/**
 * Everybody is told of everything, at least once, each incident in order, and nobody waits for
 * another.
 */
class DeliveriesTest {
  private static final long WAIT_SECONDS = 240;
  private static final int INCIDENTS = 20;

  @RegisterExtension static final StoreUnderTest STORE = new StoreUnderTest();

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** One store, its feed and its subscribers; any number of processes tell them. */
  private static final class Bench {
    final DocumentStore store = STORE.empty();
    final AtomicLong now = new AtomicLong(1_795_910_400_000L);
    final AtomicLong applied = new AtomicLong();
    final Feed feed =
        new MongoFeed(store, "records", "revisions", () -> "marlshire", new JacksonJsonReader());
    final Subscriptions subscriptions = new MongoSubscriptions(store, "marlshire");
    final SecretSeal seal =
        new SecretSeal(IncidentKey.of(new SecretKeySpec(new byte[32], "AES")), new JdkDigests());
    final Map<Long, Long> filed = new ConcurrentHashMap<>();

    Bench() throws Exception {
      await(feed.prepare());
      await(subscriptions.prepare());
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
      items.forEach(one -> filed.put(one.place().n(), at));
      applied.set(to - 1);
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

  private static String incident(int i) {
    return String.format(java.util.Locale.ROOT, "00000000-0000-7000-8000-%012d", i);
  }

  private static long n(Receiver.Got one) {
    return ((Json.Obj) one.event().get("data").orElseThrow()).whole("n").orElseThrow();
  }

  private static Set<Long> told(Receiver receiver) {
    Set<Long> told = new HashSet<>();
    receiver.got().forEach(one -> told.add(n(one)));
    return told;
  }

  private static void inOrder(Receiver receiver) {
    Map<String, Long> last = new HashMap<>();
    for (Receiver.Got one : receiver.got()) {
      assertThat(n(one)).isGreaterThanOrEqualTo(last.getOrDefault(one.incident(), 0L));
      last.put(one.incident(), n(one));
    }
  }

  @Test
  void oneOfThreeSubscribersIsDeadForAnHourAndTheOthersAreToldAsIfItWereNot() throws Exception {
    int events = Integer.getInteger("webhooks.events", 2_000);
    Bench bench = new Bench();
    Post post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
    try (Receiver one = new Receiver();
        Receiver two = new Receiver();
        Receiver dead = new Receiver()) {
      dead.answer(got -> 503);
      bench.subscribe("one", one.url());
      bench.subscribe("two", two.url());
      bench.subscribe("dead", dead.url());
      Deliveries process = bench.process("p1", post);
      System.gc();
      long before = used();
      int step = 50;
      for (int n = 1; n <= events; n += step) {
        bench.file(n, n + step);
        // The hour passes while they come in, a step of it with each batch.
        bench.now.addAndGet(3_600_000L * step / events);
        int reached = n + step - 1;
        until(
            "the living are told",
            () -> one.got().size() >= reached && two.got().size() >= reached);
      }
      System.gc();
      long grown = used() - before;
      long p99 = Math.max(p99(bench, one), p99(bench, two));
      assertThat(dead.got()).isEmpty();
      assertThat(bench.standing("dead").progress().failingSince()).isPositive();
      assertThat(told(one)).hasSize(events);
      assertThat(told(two)).hasSize(events);

      dead.answer(got -> 204);
      bench.now.addAndGet(3_600_000L);
      process.wake();
      until("the dead one has caught up", () -> dead.got().size() >= events);
      assertThat(told(dead)).hasSize(events);
      inOrder(one);
      inOrder(two);
      inOrder(dead);
      System.out.printf(
          java.util.Locale.ROOT,
          "%d events to each of two: p99 %d ms; heap grew by %d KiB (the receivers keep all)%n",
          events,
          TimeUnit.NANOSECONDS.toMillis(p99),
          grown / 1024);
      process.end();
      if (events >= 10_000) {
        assertThat(TimeUnit.NANOSECONDS.toMillis(p99)).isLessThan(2_000);
      }
    }
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long p99(Bench bench, Receiver receiver) {
    List<Long> took = new ArrayList<>();
    receiver.got().forEach(one -> took.add(one.at() - bench.filed.getOrDefault(n(one), one.at())));
    Collections.sort(took);
    return took.get(took.size() * 99 / 100);
  }

  @Test
  void severalProcessesTellEachEventOnceWhileNoneOfThemDies() throws Exception {
    Bench bench = new Bench();
    Post post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
    try (Receiver receiver = new Receiver()) {
      bench.subscribe("one", receiver.url());
      bench.file(1, 301);
      Deliveries first = bench.process("p1", post);
      Deliveries second = bench.process("p2", post);
      until("all are told", () -> told(receiver).size() == 300);
      first.end();
      second.end();
      assertThat(receiver.got()).hasSize(300);
      inOrder(receiver);
    }
  }

  @Test
  void whatIsRefusedByItselfIsSetAsideAndStandsInNobodysWay() throws Exception {
    Bench bench = new Bench();
    Post post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
    try (Receiver receiver = new Receiver()) {
      receiver.answer(got -> n(got) == 7 ? 422 : 204);
      bench.subscribe("one", receiver.url());
      bench.file(1, 21);
      Deliveries process = bench.process("p1", post);
      until("the others are told", () -> told(receiver).size() == 19);
      until("and it is noted", () -> place(bench) == 20);
      process.end();
      assertThat(bench.standing("one").progress().refused())
          .containsExactly("000000000000007." + incident(7) + " 422");
      assertThat(bench.standing("one").progress().failures()).isZero();
    }
  }

  @Test
  void theNextEventOfAnIncidentWaitsForTheOneBeforeAndNoOtherIncidentDoes() throws Exception {
    Bench bench = new Bench();
    Post post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
    try (Receiver receiver = new Receiver()) {
      receiver.answer(
          got -> {
            if (n(got) == 1) {
              // All of the other incidents come meanwhile, and nothing else of this one.
              until("the others come", () -> receiver.got().size() >= 38);
            }
            return 204;
          });
      bench.subscribe("one", receiver.url());
      bench.file(1, 41);
      Deliveries process = bench.process("p1", post);
      until("all are told", () -> told(receiver).size() == 40);
      process.end();
      inOrder(receiver);
      assertThat(receiver.got()).hasSize(40);
    }
  }

  private static long place(Bench bench) {
    try {
      return bench.standing("one").progress().place().n();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void whoTakesNothingForDaysIsDeadAndIsToldAllWhenSomebodyBeginsAgain() throws Exception {
    Bench bench = new Bench();
    try (Receiver receiver = new Receiver()) {
      bench.subscribe("one", receiver.url());
      bench.file(1, 4);
      Post nobody = (url, headers, body) -> Future.succeededFuture(Post.NOBODY);
      Telling telling = new Telling("marlshire", nobody, bench.seal, bench.now::get, () -> 1);
      NamedFeed feed = NamedFeed.ofAll("records", "/v1/records/revisions/", bench.feed);
      Subscription one = bench.standing("one");
      int tries = 0;
      while (one.state() == Subscription.State.ACTIVE) {
        one = await(telling.page(one, feed)).orElseThrow();
        bench.now.set(Math.max(bench.now.get(), one.progress().nextAt()));
        tries++;
      }
      assertThat(one.state()).isEqualTo(Subscription.State.DEAD);
      assertThat(tries).as("an hour apart in the end").isBetween(120, 140);
      assertThat(one.progress().place()).isEqualTo(Place.START);
      await(bench.subscriptions.restart("one", Place.START));
      Deliveries process =
          bench.process(
              "p1", new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1)));
      until("all are told", () -> told(receiver).size() == 3);
      process.end();
    }
  }

  @Test
  void aRedirectIsFollowedNowhere() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answer(got -> 307);
      HttpPost post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
      Map<String, String> headers = Map.of("webhook-id", "a", "webhook-timestamp", "1");
      assertThat(await(post.to(receiver.url(), headers, "{}"))).isEqualTo(307);
      assertThat(await(post.to("http://127.0.0.2:9/", headers, "{}"))).isEqualTo(Post.NOBODY);
    }
  }
}
