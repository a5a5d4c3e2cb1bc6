package uk.seenheard.api.ground.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Nobody has more under way than their share, and what is over makes room, however it ended. */
class InFlightTest {
  private static final Supplier<Throwable> FULL = () -> new IllegalStateException("full");

  private final InFlight inFlight = new InFlight(1);

  private Future<String> one(String whose, Supplier<Future<String>> work) {
    return inFlight.one(whose, work, FULL);
  }

  @Test
  void oneTooManyIsToldAndOthersAreNot() {
    Promise<String> open = Promise.promise();
    one("first", open::future);

    assertThat(one("first", () -> Future.succeededFuture("done")).cause()).hasMessage("full");
    assertThat(one("second", () -> Future.succeededFuture("done")).result()).isEqualTo("done");

    open.complete("done");
    assertThat(one("first", () -> Future.succeededFuture("done")).result()).isEqualTo("done");
  }

  @Test
  void workThatFailsOrThrowsMakesRoom() {
    assertThat(one("first", () -> Future.failedFuture("away")).cause()).hasMessage("away");
    Supplier<Future<String>> throwing =
        () -> {
          throw new IllegalArgumentException("thrown");
        };
    assertThat(one("first", throwing).cause()).hasMessage("thrown");

    assertThat(one("first", () -> Future.succeededFuture("done")).result()).isEqualTo("done");
  }
}
