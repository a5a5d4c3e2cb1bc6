package uk.seenheard.handset.jvm;

import uk.seenheard.handset.core.crypto.Crypto;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.jvm.crypto.JcaSealer;
import uk.seenheard.handset.jvm.crypto.JcaSigner;
import uk.seenheard.handset.jvm.crypto.JcaStretch;
import uk.seenheard.handset.jvm.crypto.JcaVerifier;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.JdkDigests;
import uk.seenheard.handset.jvm.device.ResourceFormFiles;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.device.SystemDeviceClock;
import uk.seenheard.handset.jvm.device.ThreadBackground;
import uk.seenheard.handset.jvm.device.UkDay;

/** What a Java process offers the handset's core. */
public final class JvmPorts {
  private JvmPorts() {}

  /** The ports of this process. */
  public static HandsetPorts ofThisProcess() {
    Chance chance = new SecureChance();
    return with(new SystemDeviceClock(chance), chance);
  }

  /** The ports of this process, but for the clock and the chance. */
  public static HandsetPorts with(DeviceClock clock, Chance chance) {
    return new HandsetPorts(
        clock,
        chance,
        new JacksonJsonReader(),
        new JdkDigests(),
        new Crypto(new JcaSealer(), new JcaSigner(), new JcaVerifier(), new JcaStretch()),
        new UkDay(),
        new ResourceFormFiles(),
        new ThreadBackground());
  }
}
