package uk.seenheard.api.ground.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;

/** A costly incident waits for itself, and others do not wait for it. */
class FairWorkTest {
  private Vertx vertx;
  private FairWork work;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    work = new FairWork(vertx, 2);
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void ofOneIncidentOneThingAtATimeIsDoneInItsOrder() throws Exception {
    List<Integer> done = new ArrayList<>();
    AtomicInteger atOnce = new AtomicInteger();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int number = i;
      all.add(
          work.of(
              "one",
              () -> {
                assertThat(atOnce.incrementAndGet()).isEqualTo(1);
                done.add(number);
                atOnce.decrementAndGet();
                return number;
              }));
    }
    await(Future.all(all));
    assertThat(done).hasSize(40).isSorted();
  }

  @Test
  void othersAreDoneWhileACostlyIncidentIsAtWork() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Future<Boolean> costly = work.of("costly", () -> held.await(60, TimeUnit.SECONDS));
    for (int i = 0; i < 30; i++) {
      work.of("costly", () -> true);
    }
    for (int i = 0; i < 30; i++) {
      assertThat(await(work.of("other" + i, () -> "done"))).isEqualTo("done");
    }
    assertThat(costly.isComplete()).isFalse();
    held.countDown();
    assertThat(await(costly)).isTrue();
  }

  @Test
  void severalCostlyIncidentsLeaveAWorkerToTheOthers() throws Exception {
    for (String costly : List.of("one", "two", "three")) {
      await(
          work.of(
              costly,
              () -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60));
                return costly;
              }));
    }
    CountDownLatch held = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (String costly : List.of("one", "two", "three")) {
      all.add(work.of(costly, () -> held.await(60, TimeUnit.SECONDS)));
    }
    assertThat(await(work.of("other", () -> "done"))).isEqualTo("done");
    held.countDown();
    await(Future.all(all));
  }

  @Test
  void whatTheLogWaitsForIsDoneWhileEveryWorkerIsHeld() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(work.of("costly" + i, () -> held.await(60, TimeUnit.SECONDS)));
    }
    assertThat(await(work.ahead(() -> "the next round"))).isEqualTo("the next round");
    assertThat(all).noneMatch(Future::isComplete);
    held.countDown();
    await(Future.all(all));
  }

  @Test
  void whoAsksForMoreThanWaitsOfAnIncidentIsToldToComeBack() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(work.of("costly", () -> held.await(60, TimeUnit.SECONDS)));
    }
    held.countDown();
    Future.join(all).toCompletionStage().toCompletableFuture().exceptionally(no -> null).join();
    long refused =
        all.stream()
            .filter(
                one -> one.cause() instanceof Refused why && why.refusal() instanceof Refusal.Later)
            .count();
    assertThat(refused).isEqualTo(200 - 64 - 1);
    assertThat(await(work.always("costly", () -> "the log asks"))).isEqualTo("the log asks");
  }

  @Test
  void whatFailsIsToldAndStopsNothingBehindIt() throws Exception {
    Future<String> failed =
        work.of(
            "one",
            () -> {
              throw new IllegalStateException("tried");
            });
    assertThat(await(work.of("one", () -> "next"))).isEqualTo("next");
    assertThat(await(failed.otherwise("failed"))).isEqualTo("failed");
  }
}
