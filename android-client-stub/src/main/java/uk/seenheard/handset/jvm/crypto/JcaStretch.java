package uk.seenheard.handset.jvm.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import uk.seenheard.handset.core.crypto.Sealer;
import uk.seenheard.handset.core.crypto.Stretch;

/** PBKDF2 by the platform's provider. */
public final class JcaStretch implements Stretch {
  @Override
  public byte[] stretch(char[] passphrase, byte[] salt, int rounds) {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, Sealer.KEY_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("PBKDF2 is missing from this platform", fault);
    } finally {
      spec.clearPassword();
      Arrays.fill(passphrase, '\0');
    }
  }
}
