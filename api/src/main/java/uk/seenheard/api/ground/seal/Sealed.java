package uk.seenheard.api.ground.seal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;

/** Bytes that only who has the incident's key can read: nonce, then AES-GCM's output. */
public final class Sealed {
  /** What is left of a body whose incident was erased, and of a change that stands elsewhere. */
  public static final Sealed NOTHING = new Sealed(new byte[0]);

  private final byte[] bytes;
  private volatile @Nullable Hash hash;

  private Sealed(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of these bytes. */
  public static Sealed of(byte[] bytes) {
    return new Sealed(bytes.clone());
  }

  /** Takes the next bytes out of others. */
  public static Sealed from(ByteBuffer others, int length) {
    byte[] bytes = new byte[length];
    others.get(bytes);
    return new Sealed(bytes);
  }

  /** Puts the bytes behind others. */
  public void into(ByteBuffer others) {
    others.put(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes there are. */
  public int length() {
    return bytes.length;
  }

  /**
   * The hash of the bytes; computed once, so that who seals on a worker thread may spare the event
   * loop.
   */
  public Hash hash(Digests digests) {
    Hash known = hash;
    if (known == null) {
      known = new Hash(Hex.of(digests.sha256(bytes)));
      hash = known;
    }
    return known;
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
