package uk.seenheard.handset.device;

import java.security.SecureRandom;

/** The port that draws random bytes: nonces, keys, identities, waiting times. */
@FunctionalInterface
public interface Chance {
  /** That many random bytes. */
  byte[] bytes(int count);

  /** A number from 0 up to, not including, the bound. */
  default long below(long bound) {
    long drawn = 0;
    for (byte b : bytes(8)) {
      drawn = (drawn << 8) | (b & 0xff);
    }
    return bound <= 0 ? 0 : Math.floorMod(drawn, bound);
  }

  /** Chance from the platform's secure source. */
  static Chance secure() {
    SecureRandom random = new SecureRandom();
    return count -> {
      byte[] drawn = new byte[count];
      random.nextBytes(drawn);
      return drawn;
    };
  }
}
