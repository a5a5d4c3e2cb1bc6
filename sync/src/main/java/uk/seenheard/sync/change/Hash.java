package uk.seenheard.sync.change;

import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;

/** A SHA-256 digest, written as 64 lower-case hexadecimal digits. */
public record Hash(String hex) implements Comparable<Hash> {
  /** Refuses anything but 64 lower-case hexadecimal digits. */
  public Hash {
    if (!Hex.is(hex, 64)) {
      throw new IllegalArgumentException("a hash is 64 lower-case hexadecimal digits");
    }
  }

  /** The hash of a text's UTF-8 bytes. */
  public static Hash of(String text, Digests digests) {
    return new Hash(digests.sha256Hex(text));
  }

  @Override
  public int compareTo(Hash other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
