package uk.seenheard.api.ground.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/**
 * The key of one incident (AES-256-GCM). A body is bound to its change's hash, so that no body can
 * be put in another's place.
 */
public final class IncidentKey {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;
  private static final Digests DIGESTS = new JdkDigests();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  private IncidentKey(SecretKey key) {
    this.key = key;
  }

  /** A new random key. */
  public static IncidentKey random() {
    byte[] bytes = new byte[KEY];
    RANDOM.nextBytes(bytes);
    return new IncidentKey(new SecretKeySpec(bytes, "AES"));
  }

  /** The key with these bytes. */
  public static IncidentKey of(SecretKey key) {
    return new IncidentKey(key);
  }

  /** Seals the content of a change. */
  public Sealed seal(Hash change, String content) {
    Sealed sealed = seal(change.hex(), content.getBytes(StandardCharsets.UTF_8));
    // Here, on the worker that seals: the commit names it.
    sealed.hash(DIGESTS);
    return sealed;
  }

  /**
   * The content of a change, or empty when this key, the hash and the body do not belong together.
   */
  public Optional<String> open(Hash change, Sealed body) {
    return open(change.hex(), body).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** This key, sealed with the force's key and bound to its incident. */
  Sealed wrap(IncidentKey force, String incident) {
    return force.seal(incident, key.getEncoded());
  }

  /** Unwraps a key that was sealed with the force's key. */
  static Optional<IncidentKey> unwrap(IncidentKey force, String incident, Sealed wrapped) {
    return force
        .open(incident, wrapped)
        .map(bytes -> new IncidentKey(new SecretKeySpec(bytes, "AES")));
  }

  private Sealed seal(String bound, byte[] plain) {
    try {
      byte[] nonce = new byte[NONCE];
      RANDOM.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
      byte[] sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
      return Sealed.of(sealed);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no AES-GCM", missing);
    }
  }

  private Optional<byte[]> open(String bound, Sealed body) {
    byte[] sealed = body.bytes();
    if (sealed.length <= NONCE) {
      return Optional.empty();
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
      cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
      return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
    } catch (GeneralSecurityException notOurs) {
      return Optional.empty();
    }
  }
}
