package uk.seenheard.handset.core.device;

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
}
