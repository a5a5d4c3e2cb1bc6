package uk.seenheard.handset.core.crypto;

import java.util.Optional;

/**
 * The port that makes the device's key and opens it again. Every implementation passes {@code
 * SignatureContract} together with its {@link Verifier}.
 */
public interface Signer {
  /** A new key from the platform's own chance. */
  DeviceKey fresh();

  /**
   * The key that was kept, or empty when these bytes are none.
   *
   * @param secret PKCS#8
   * @param publicKey as {@link DeviceKey#publicKey} gave it
   */
  Optional<DeviceKey> open(byte[] secret, String publicKey);
}
