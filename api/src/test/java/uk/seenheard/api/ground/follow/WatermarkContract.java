package uk.seenheard.api.ground.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every watermark does: it never goes back. */
abstract class WatermarkContract {
  /** One that nothing was noted in. */
  abstract Watermark empty() throws Exception;

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void theWatermarkNeverGoesBack() throws Exception {
    Watermark watermark = empty();
    assertThat(await(watermark.applied())).isZero();
    await(watermark.applied(5L));
    await(watermark.applied(3L));
    assertThat(await(watermark.applied())).isEqualTo(5);
  }
}
