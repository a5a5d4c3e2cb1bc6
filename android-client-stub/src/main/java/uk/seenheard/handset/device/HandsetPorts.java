package uk.seenheard.handset.device;

import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.JsonReader;

/** What the handset takes from the device it runs on. */
public record HandsetPorts(DeviceClock clock, Chance chance, JsonReader json, Digests digests) {

  /** The ports of a Java process. */
  public static HandsetPorts ofThisProcess() {
    Chance chance = Chance.secure();
    return new HandsetPorts(
        new SystemDeviceClock(chance), chance, new JacksonJsonReader(), new JdkDigests());
  }
}
