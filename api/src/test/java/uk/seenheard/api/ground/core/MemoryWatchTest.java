package uk.seenheard.api.ground.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only a process that collects all the time and finds hardly anything is at its end. */
class MemoryWatchTest {
  private static final long HALF_A_SECOND = 500_000_000;

  @Test
  void whoCollectsAllTheTimeAndFindsNothingIsAtItsEnd() {
    assertThat(MemoryWatch.isAtItsEnd(HALF_A_SECOND, 400, 3)).isTrue();
    assertThat(MemoryWatch.isAtItsEnd(20 * HALF_A_SECOND, 7_000, 0)).isTrue();
  }

  @Test
  void whoFindsSomethingOrIsOnlyFullIsNot() {
    assertThat(MemoryWatch.isAtItsEnd(HALF_A_SECOND, 500, 40)).as("busy").isFalse();
    assertThat(MemoryWatch.isAtItsEnd(HALF_A_SECOND, 20, 2)).as("full").isFalse();
  }
}
