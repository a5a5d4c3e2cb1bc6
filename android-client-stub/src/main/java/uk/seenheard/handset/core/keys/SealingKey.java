package uk.seenheard.handset.core.keys;

import java.util.Arrays;
import uk.seenheard.handset.core.crypto.Sealer;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.sync.codec.Utf8;

/**
 * A key that seals bodies with AES-256-GCM. A sealed body is a version byte, a nonce of 12 random
 * bytes, and what the cipher gives; it opens only under the label that it was sealed with (the hash
 * of the change), so that bodies cannot be swapped on the disk.
 */
public final class SealingKey {
  /** Bytes of a key. */
  static final int KEY_BYTES = Sealer.KEY_BYTES;

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Sealer.NONCE_BYTES;

  private final byte[] key;
  private final HandsetPorts ports;

  SealingKey(byte[] key, HandsetPorts ports) {
    this.key = key.clone();
    this.ports = ports;
  }

  /** The body, sealed under a label. */
  public byte[] seal(String label, byte[] body) {
    byte[] nonce = ports.chance().bytes(Sealer.NONCE_BYTES);
    byte[] sealed = ports.crypto().sealer().seal(key, nonce, bytes(label), body);
    byte[] envelope = new byte[HEAD_BYTES + sealed.length];
    envelope[0] = VERSION;
    System.arraycopy(nonce, 0, envelope, 1, nonce.length);
    System.arraycopy(sealed, 0, envelope, HEAD_BYTES, sealed.length);
    return envelope;
  }

  /** A text, sealed under a label. */
  public byte[] sealText(String label, String text) {
    return seal(label, bytes(text));
  }

  /**
   * The body again.
   *
   * @throws KeyRefused when it was sealed by another key, under another label, or was changed since
   */
  public byte[] open(String label, byte[] envelope) {
    if (envelope.length < HEAD_BYTES || envelope[0] != VERSION) {
      throw new KeyRefused("what is kept under " + label + " was not sealed by this version");
    }
    byte[] nonce = Arrays.copyOfRange(envelope, 1, HEAD_BYTES);
    byte[] sealed = Arrays.copyOfRange(envelope, HEAD_BYTES, envelope.length);
    return ports
        .crypto()
        .sealer()
        .open(key, nonce, bytes(label), sealed)
        .orElseThrow(() -> new KeyRefused("the key does not open what is kept under " + label));
  }

  /** A text again. */
  public String openText(String label, byte[] envelope) {
    return Utf8.text(open(label, envelope));
  }

  private static byte[] bytes(String text) {
    return Utf8.bytes(text);
  }
}
