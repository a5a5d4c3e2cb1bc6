package uk.seenheard.api.desk.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a search goes on. */
class PatienceTest {
  private static final long BEGAN = Long.MAX_VALUE - 5;
  private static final Patience PATIENCE = new Patience(BEGAN, 50);

  private static long after(long millis) {
    return BEGAN + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void whoFindsLittleWaitsForThreeSeconds() {
    assertThat(PATIENCE.isOver(after(2_900), 50)).isFalse();
    assertThat(PATIENCE.isOver(after(3_100), 0)).isTrue();
  }

  @Test
  void whoFindsMoreThanIsShownIsToldSoon() {
    assertThat(PATIENCE.isOver(after(400), 51)).isTrue();
    assertThat(PATIENCE.isOver(after(200), 10_000)).isFalse();
  }
}
