package uk.seenheard.handset.jvm.device;

import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.handset.core.device.DeviceClockContract;

class SystemDeviceClockTest extends DeviceClockContract {
  @Override
  protected DeviceClock start() {
    return new SystemDeviceClock(new SecureChance());
  }
}
