package uk.seenheard.handset.jvm.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.handset.core.crypto.Sealer;

/** AES-GCM by the platform's provider. */
public final class JcaSealer implements Sealer {
  private static final int TAG_BITS = 128;

  @Override
  public byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, label).doFinal(body);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("AES-GCM cannot seal on this platform", fault);
    }
  }

  @Override
  public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] label, byte[] sealed) {
    if (sealed.length < TAG_BITS / 8) {
      // The provider answers to that with a fault of its own instead of a refusal.
      return Optional.empty();
    }
    try {
      return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, label).doFinal(sealed));
    } catch (GeneralSecurityException refused) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] label)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(label);
    return cipher;
  }
}
