package uk.seenheard.handset.core.keys;

import java.util.Arrays;
import uk.seenheard.handset.core.device.HandsetPorts;

/**
 * Wraps keys under a passphrase: PBKDF2 with HMAC-SHA-256 makes the wrapping key once, AES-GCM does
 * the wrapping. For desktops; a phone has a KeyStore.
 */
public final class PassphraseKeyWrap implements KeyWrap {
  /** Rounds of PBKDF2 as OWASP recommends them for HMAC-SHA-256. */
  public static final int ROUNDS = 600_000;

  /** Bytes of the salt. */
  public static final int SALT_BYTES = 16;

  private final SealingKey key;

  /**
   * Derives the wrapping key; takes a fraction of a second on purpose.
   *
   * @param passphrase wiped before this returns
   */
  public PassphraseKeyWrap(char[] passphrase, byte[] salt, int rounds, HandsetPorts ports) {
    byte[] derived = ports.crypto().stretch().stretch(passphrase, salt, rounds);
    this.key = new SealingKey(derived, ports);
    Arrays.fill(derived, (byte) 0);
  }

  @Override
  public byte[] wrap(String name, byte[] wrapped) {
    return key.seal(name, wrapped);
  }

  @Override
  public byte[] unwrap(String name, byte[] wrapped) {
    return key.open(name, wrapped);
  }

  @Override
  public void forget(String name) {
    // A passphrase opens what it ever wrapped: the store overwrites the wrapped bytes instead.
  }
}
