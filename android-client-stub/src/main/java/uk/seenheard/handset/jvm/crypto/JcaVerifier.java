package uk.seenheard.handset.jvm.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import uk.seenheard.handset.core.crypto.Verifier;

/** Checks ES256 by the platform's provider. */
public final class JcaVerifier implements Verifier {
  @Override
  public boolean signed(String key, String text, String signature) {
    try {
      PublicKey known =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getUrlDecoder().decode(key)));
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(known);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException no) {
      return false;
    }
  }
}
