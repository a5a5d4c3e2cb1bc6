package uk.seenheard.api.ground.log;

import java.util.Arrays;

/** Bytes that only who has the incident's key can read: nonce, then AES-GCM's output. */
public final class Sealed {
  /** What is left of a body whose incident was erased, and of a change that stands elsewhere. */
  public static final Sealed NOTHING = new Sealed(new byte[0]);

  private final byte[] bytes;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of these bytes. */
  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed sealed && Arrays.equals(bytes, sealed.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "sealed, " + bytes.length + " bytes";
  }
}
