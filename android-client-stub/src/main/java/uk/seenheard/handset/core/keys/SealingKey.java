package uk.seenheard.handset.core.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.handset.core.device.Chance;

/**
 * A key that seals bodies with AES-256-GCM. A sealed body is a version byte, a nonce of 12 random
 * bytes, and what the cipher gives; it opens only under the label that it was sealed with (the hash
 * of the change), so that bodies cannot be swapped on the disk.
 */
public final class SealingKey {
  /** Bytes of a key. */
  static final int KEY_BYTES = 32;

  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final Chance chance;

  SealingKey(byte[] key, Chance chance) {
    this.key = new SecretKeySpec(key, "AES");
    this.chance = chance;
  }

  /** The body, sealed under a label. */
  public byte[] seal(String label, byte[] body) {
    byte[] nonce = chance.bytes(NONCE_BYTES);
    try {
      byte[] envelope = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(body);
      return ByteBuffer.allocate(1 + NONCE_BYTES + envelope.length)
          .put(VERSION)
          .put(nonce)
          .put(envelope)
          .array();
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("AES-GCM cannot seal on this platform", fault);
    }
  }

  /** A text, sealed under a label. */
  public byte[] sealText(String label, String text) {
    return seal(label, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The body again.
   *
   * @throws KeyRefused when it was sealed by another key, under another label, or was changed since
   */
  public byte[] open(String label, byte[] envelope) {
    if (envelope.length < 1 + NONCE_BYTES || envelope[0] != VERSION) {
      throw new KeyRefused("what is kept under " + label + " was not sealed by this version");
    }
    ByteBuffer in = ByteBuffer.wrap(envelope, 1, envelope.length - 1);
    byte[] nonce = new byte[NONCE_BYTES];
    in.get(nonce);
    byte[] rest = new byte[in.remaining()];
    in.get(rest);
    try {
      return cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(rest);
    } catch (GeneralSecurityException refused) {
      throw new KeyRefused("the key does not open what is kept under " + label);
    }
  }

  /** A text again. */
  public String openText(String label, byte[] envelope) {
    return new String(open(label, envelope), StandardCharsets.UTF_8);
  }

  private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
