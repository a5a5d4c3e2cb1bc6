package uk.seenheard.officer.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.sync.feed.ClockReading;

/** When nobody is at the screen it locks, whatever a clock does. */
class ScreenLockTest {
  private static final long NOON = 1_795_000_000_000L;

  private final ScreenLock screen = new ScreenLock(at(0, 0));

  private static ClockReading at(long wall, long elapsed) {
    return new ClockReading(NOON + wall, "boot", elapsed);
  }

  @Test
  void locksAfterFiveMinutesWithoutATouchAndNotBefore() {
    assertThat(screen.isLocked(at(299_999, 299_999))).isFalse();
    screen.touch(at(299_999, 299_999));
    assertThat(screen.isLocked(at(599_998, 599_998))).isFalse();
    assertThat(screen.isLocked(at(599_999, 599_999))).isTrue();
  }

  @Test
  void countsWhileThePhoneSleepsAndItsOtherClockStandsStill() {
    assertThat(screen.isLocked(at(300_000, 10))).isTrue();
  }

  @Test
  void countsWhileTheWallClockIsPutBack() {
    assertThat(screen.isLocked(at(-86_400_000, 300_000))).isTrue();
  }

  @Test
  void isNotUnlockedByATouchNorByAClockThatIsPutBack() {
    screen.lock();
    screen.touch(at(1, 1));
    assertThat(screen.isLocked(at(1, 1))).isTrue();
    screen.unlock(at(1, 1));
    assertThat(screen.isLocked(at(2, 2))).isFalse();
    assertThat(screen.isLocked(at(400_000, 400_000))).isTrue();
    assertThat(screen.isLocked(at(3, 3))).isTrue();
  }
}
