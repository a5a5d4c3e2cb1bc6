package uk.seenheard.handset.jvm.device;

import java.security.SecureRandom;
import uk.seenheard.handset.core.device.Chance;

/** Chance from the platform's secure source. */
public final class SecureChance implements Chance {
  private final SecureRandom random = new SecureRandom();

  @Override
  public byte[] bytes(int count) {
    byte[] drawn = new byte[count];
    random.nextBytes(drawn);
    return drawn;
  }
}
