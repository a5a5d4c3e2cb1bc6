package uk.seenheard.handset.core.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The device's own key (EC P-256), by which it vouches for its chain. */
public final class DeviceKey {
  private final PrivateKey secret;
  private final String publicKey;

  private DeviceKey(PrivateKey secret, String publicKey) {
    this.secret = secret;
    this.publicKey = publicKey;
  }

  static DeviceKey fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new DeviceKey(
          pair.getPrivate(),
          Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("P-256 is missing from this platform", fault);
    }
  }

  static DeviceKey of(byte[] pkcs8, String publicKey) {
    try {
      return new DeviceKey(
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)), publicKey);
    } catch (GeneralSecurityException fault) {
      throw new KeyRefused("the device's key is damaged");
    }
  }

  byte[] pkcs8() {
    return secret.getEncoded();
  }

  /** X.509 SubjectPublicKeyInfo, base64url without padding. */
  public String publicKey() {
    return publicKey;
  }

  /** ES256 over the text's UTF-8 bytes: ASN.1 DER, base64url without padding. */
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(secret);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("ES256 is missing from this platform", fault);
    }
  }
}
