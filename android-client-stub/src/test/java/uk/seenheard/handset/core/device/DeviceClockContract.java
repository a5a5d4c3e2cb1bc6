package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import uk.seenheard.sync.feed.ClockReading;

/** What every {@link DeviceClock} does. */
public abstract class DeviceClockContract {
  /** A clock as after a start of the device. */
  protected abstract DeviceClock start();

  @Test
  void elapsedTimeNeverGoesBackWithinOneStart() {
    DeviceClock clock = start();
    ClockReading before = clock.now();
    for (int i = 0; i < 1_000; i++) {
      ClockReading now = clock.now();
      assertThat(now.boot()).isEqualTo(before.boot());
      assertThat(now.elapsed()).isGreaterThanOrEqualTo(before.elapsed());
      before = now;
    }
  }

  @Test
  void everyStartHasAnotherName() {
    assertThat(start().now().boot()).isNotEmpty().isNotEqualTo(start().now().boot());
  }
}
