package uk.seenheard.handset.core.crypto;

/**
 * The port that stretches a passphrase: PBKDF2 with HMAC-SHA-256, 32 bytes. Every implementation
 * passes {@code StretchContract}.
 */
@FunctionalInterface
public interface Stretch {
  /**
   * The key of a passphrase.
   *
   * @param passphrase wiped before this returns
   * @param rounds what it costs to guess
   */
  byte[] stretch(char[] passphrase, byte[] salt, int rounds);
}
