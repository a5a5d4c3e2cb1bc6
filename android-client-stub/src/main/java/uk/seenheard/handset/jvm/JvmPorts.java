package uk.seenheard.handset.jvm;

import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.JdkDigests;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.device.SystemDeviceClock;

/** What a Java process offers the handset's core. */
public final class JvmPorts {
  private JvmPorts() {}

  /** The ports of this process. */
  public static HandsetPorts ofThisProcess() {
    Chance chance = new SecureChance();
    return new HandsetPorts(
        new SystemDeviceClock(chance), chance, new JacksonJsonReader(), new JdkDigests());
  }
}
