package uk.seenheard.api.partners.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.seenheard.api.engine.documents.StoreUnderTest;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.codec.Json;

/**
 * Everybody is told of everything, at least once, each incident in order, and nobody waits for
 * another. With 10,000 events, and what it costs: {@code SubscribersRun}.
 */
class DeliveriesTest {
  private static final long WAIT_SECONDS = 240;

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

  private static void until(String what, BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
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
  @Tag("long")
  void oneOfThreeSubscribersIsDeadForAnHourAndTheOthersAreToldAsIfItWereNot() throws Exception {
    int events = 1_000;
    Subscribed bench = new Subscribed(vertx, STORE.empty());
    Post post = new HttpPost(vertx, new Addresses(Set.of("127.0.0.1"), Set.of(), () -> 1));
    try (Receiver one = new Receiver();
        Receiver two = new Receiver();
        Receiver dead = new Receiver()) {
      dead.answer(got -> 503);
      bench.subscribe("one", one.url());
      bench.subscribe("two", two.url());
      bench.subscribe("dead", dead.url());
      Deliveries process = bench.process("p1", post);
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
      process.end();
    }
  }

  @Test
  void severalProcessesTellEachEventOnceWhileNoneOfThemDies() throws Exception {
    Subscribed bench = new Subscribed(vertx, STORE.empty());
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
    Subscribed bench = new Subscribed(vertx, STORE.empty());
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
          .containsExactly("000000000000007." + Subscribed.incident(7) + " 422");
      assertThat(bench.standing("one").progress().failures()).isZero();
    }
  }

  @Test
  void theNextEventOfAnIncidentWaitsForTheOneBeforeAndNoOtherIncidentDoes() throws Exception {
    Subscribed bench = new Subscribed(vertx, STORE.empty());
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

  private static long place(Subscribed bench) {
    try {
      return bench.standing("one").progress().place().n();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void whoTakesNothingForDaysIsDeadAndIsToldAllWhenSomebodyBeginsAgain() throws Exception {
    Subscribed bench = new Subscribed(vertx, STORE.empty());
    try (Receiver receiver = new Receiver()) {
      bench.subscribe("one", receiver.url());
      bench.file(1, 4);
      Post nobody = (url, headers, body) -> Future.succeededFuture(Post.NOBODY);
      Telling telling = new Telling("marlshire", nobody, bench.seal, bench.now::get, () -> 1);
      NamedFeed feed = NamedFeed.ofAll("records", "/v1/records/revisions/", bench.feed);
      Subscription one = bench.standing("one");
      int tries = 0;
      while (one.state() == Subscription.State.ACTIVE) {
        one = Subscribed.await(telling.page(one, feed)).orElseThrow();
        bench.now.set(Math.max(bench.now.get(), one.progress().nextAt()));
        tries++;
      }
      assertThat(one.state()).isEqualTo(Subscription.State.DEAD);
      assertThat(tries).as("an hour apart in the end").isBetween(120, 140);
      assertThat(one.progress().place()).isEqualTo(Place.START);
      Subscribed.await(bench.subscriptions.restart("one", Place.START));
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
      assertThat(Subscribed.await(post.to(receiver.url(), headers, "{}"))).isEqualTo(307);
      assertThat(Subscribed.await(post.to("http://127.0.0.2:9/", headers, "{}")))
          .isEqualTo(Post.NOBODY);
    }
  }
}
