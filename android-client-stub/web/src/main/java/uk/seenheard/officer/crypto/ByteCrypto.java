package uk.seenheard.officer.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code crypto.js}, as Java sees them: bytes in, bytes out, null for a refusal.
 */
public interface ByteCrypto {
  /** AES-256-GCM, the tag behind the cipher text. */
  byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body);

  /** The body again, or null. */
  byte @Nullable [] open(byte[] key, byte[] nonce, byte[] label, byte[] sealed);

  /** A new P-256 key as PKCS#8. */
  byte[] freshSecret();

  /** Its public half as SubjectPublicKeyInfo, or null where that is no key. */
  byte @Nullable [] publicKey(byte[] secret);

  /** ES256 as DER. */
  byte[] sign(byte[] secret, byte[] text);

  /** Whether that key signed these bytes. */
  boolean verify(byte[] key, byte[] text, byte[] signature);
}
