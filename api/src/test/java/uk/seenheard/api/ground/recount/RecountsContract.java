package uk.seenheard.api.ground.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every keeper of owed counts does. */
abstract class RecountsContract {
  /** Nothing is owed in it, nor in that of another force in the same store. */
  abstract Recounts empty(String feed) throws Exception;

  /** Another process at the same store. */
  abstract Recounts another(String feed) throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void whatIsOwedStandsOnceUntilItIsCounted() throws Exception {
    Recounts recounts = empty("marlshire");
    await(recounts.owe(Set.of("one", "two")));
    await(recounts.owe(Set.of("two", "three")));

    assertThat(await(recounts.owed())).containsExactlyInAnyOrder("one", "two", "three");

    await(recounts.counted("two"));
    await(recounts.counted("two"));

    assertThat(await(recounts.owed())).containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void theNextProcessIsToldWhatTheLastOneOwed() throws Exception {
    await(empty("marlshire").owe(Set.of("one")));

    assertThat(await(another("marlshire").owed())).containsExactly("one");
    assertThat(await(another("northshire").owed())).isEmpty();
  }

  @Test
  void owingNothingIsNoWork() throws Exception {
    Recounts recounts = empty("marlshire");
    await(recounts.owe(Set.of()));

    assertThat(await(recounts.owed())).isEmpty();
  }
}
