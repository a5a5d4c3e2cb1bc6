package uk.seenheard.handset.core.device;

import uk.seenheard.sync.feed.ClockReading;

/**
 * The port that reads the device's clocks: the wall clock, which may be wrong by years, and the
 * monotonic one of this start of the device.
 */
@FunctionalInterface
public interface DeviceClock {
  /** What the clocks show now. */
  ClockReading now();
}
