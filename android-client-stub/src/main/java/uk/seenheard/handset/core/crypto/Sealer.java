package uk.seenheard.handset.core.crypto;

import java.util.Optional;

/**
 * The port that seals bodies: AES-256-GCM with a tag of 16 bytes behind the cipher text. Every
 * implementation passes {@code SealerContract}.
 */
public interface Sealer {
  /** Bytes of a key. */
  int KEY_BYTES = 32;

  /** Bytes of a nonce; never used twice under one key. */
  int NONCE_BYTES = 12;

  /** The cipher text with its tag; the label is authenticated with it and not kept in it. */
  byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body);

  /** The body again, or empty when key, nonce, label or a byte of it is another. */
  Optional<byte[]> open(byte[] key, byte[] nonce, byte[] label, byte[] sealed);
}
