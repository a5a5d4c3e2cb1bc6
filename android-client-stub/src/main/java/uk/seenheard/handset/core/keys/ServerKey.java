package uk.seenheard.handset.core.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The server's key, learnt at the last sign-in: what it did not sign is no order. */
public final class ServerKey {
  private ServerKey() {}

  /**
   * Whether the server signed a text.
   *
   * @param key X.509 SubjectPublicKeyInfo, base64url without padding
   * @param signature ASN.1 DER, base64url without padding
   */
  public static boolean signed(String key, String text, String signature) {
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
