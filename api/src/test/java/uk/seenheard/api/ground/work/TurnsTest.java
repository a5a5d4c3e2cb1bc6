package uk.seenheard.api.ground.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.seenheard.api.ground.refusal.Refused;

/** So many at once; the others in the order in which they came, so many and so long. */
class TurnsTest {
  private static final int LONG = 60_000;
  private static final BooleanSupplier HERE = () -> false;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void oneMoreThanMayBeAtItAtOnceIsBegunWhenOneIsOver() throws Exception {
    Turns turns = new Turns(vertx, 2, 10, LONG);
    Promise<String> first = Promise.promise();
    turns.one(HERE, first::future);
    turns.one(HERE, Promise.<String>promise()::future);
    AtomicInteger begun = new AtomicInteger();
    Future<String> third =
        turns.one(
            HERE,
            () -> {
              begun.incrementAndGet();
              return Future.succeededFuture("done");
            });
    assertThat(turns.waiting()).isOne();
    assertThat(begun).hasValue(0);

    first.complete("done");
    assertThat(get(third)).isEqualTo("done");
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void theyAreCalledInTheOrderInWhichTheyCame() throws Exception {
    Turns turns = new Turns(vertx, 1, 10, LONG);
    Promise<String> first = Promise.promise();
    turns.one(HERE, first::future);
    List<Integer> order = new ArrayList<>();
    Future<String> last = Future.succeededFuture();
    for (int i = 0; i < 5; i++) {
      int mine = i;
      last =
          turns.one(
              HERE,
              () -> {
                synchronized (order) {
                  order.add(mine);
                }
                return Future.succeededFuture("done");
              });
    }
    first.complete("done");
    get(last);
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void workThatFailsOrThrowsGivesItsTurnBack() throws Exception {
    Turns turns = new Turns(vertx, 1, 10, LONG);
    assertThat(turns.one(HERE, () -> Future.failedFuture("away")).cause()).hasMessage("away");
    Supplier<Future<String>> throwing =
        () -> {
          throw new IllegalArgumentException("thrown");
        };
    assertThat(turns.one(HERE, throwing).cause()).hasMessage("thrown");
    assertThat(get(turns.one(HERE, () -> Future.succeededFuture("done")))).isEqualTo("done");
  }

  @Test
  void whoeverLeftWhileTheyWaitedHasNothingDoneAndTheNextOneIsCalled() throws Exception {
    Turns turns = new Turns(vertx, 1, 10, LONG);
    Promise<String> first = Promise.promise();
    turns.one(HERE, first::future);
    AtomicBoolean gone = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    Future<Integer> left =
        turns.one(gone::get, () -> Future.succeededFuture(done.incrementAndGet()));
    Future<String> next = turns.one(HERE, () -> Future.succeededFuture("done"));
    gone.set(true);
    first.complete("done");
    assertThat(get(next)).isEqualTo("done");
    assertThat(left.cause()).isInstanceOf(Refused.class).hasMessageContaining("went");
    assertThat(done).hasValue(0);
  }

  @Test
  void whoeverIsOneTooManyIsToldToComeBackAtOnce() {
    Turns turns = new Turns(vertx, 1, 1, LONG);
    turns.one(HERE, Promise.<String>promise()::future);
    turns.one(HERE, Promise.<String>promise()::future);
    assertThat(turns.one(HERE, () -> Future.succeededFuture("done")).cause())
        .isInstanceOf(Refused.class)
        .hasMessageContaining("ask again");
  }

  @Test
  void whoeverWaitedTooLongIsToldToComeBackAndTakesNoTurnLater() throws Exception {
    Turns turns = new Turns(vertx, 1, 10, 50);
    Promise<String> first = Promise.promise();
    turns.one(HERE, first::future);
    Future<String> late = turns.one(HERE, () -> Future.succeededFuture("done"));
    while (!late.isComplete()) {
      Thread.sleep(5);
    }
    assertThat(late.cause()).isInstanceOf(Refused.class).hasMessageContaining("ask again");
    first.complete("done");
    assertThat(get(turns.one(HERE, () -> Future.succeededFuture("done")))).isEqualTo("done");
    assertThat(turns.waiting()).isZero();
  }
}
