package uk.seenheard.handset.jvm.seed;

import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.sync.feed.ClockReading;

/** The clock of handsets that tell of weeks gone by: it runs, and is set forward. */
final class PastClock implements DeviceClock {
  private static final String BOOT = "demonstration";

  private final long begun;
  private long behind;

  PastClock(long begins) {
    this.begun = begins;
    this.behind = Math.max(0, System.currentTimeMillis() - begins);
  }

  long wall() {
    return System.currentTimeMillis() - behind;
  }

  void set(long wall) {
    behind = Math.max(0, Math.min(behind, System.currentTimeMillis() - wall));
  }

  @Override
  public ClockReading now() {
    return new ClockReading(wall(), BOOT, wall() - begun + 1);
  }
}
