package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.feed.ClockReading;

/**
 * The clocks of a Java process: its own start counts as the device's, since a desktop tells a
 * process no more. On Android the boot count and {@code elapsedRealtime} stand behind the port.
 */
public final class SystemDeviceClock implements DeviceClock {
  private final long started = System.nanoTime();
  private final String boot;

  /** Starts counting. */
  public SystemDeviceClock(Chance chance) {
    this.boot = Hex.of(chance.bytes(8));
  }

  @Override
  public ClockReading now() {
    return new ClockReading(
        System.currentTimeMillis(), boot, (System.nanoTime() - started) / 1_000_000);
  }
}
