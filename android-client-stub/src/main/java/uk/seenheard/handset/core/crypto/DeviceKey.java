package uk.seenheard.handset.core.crypto;

/** The device's own key (EC P-256), by which it vouches for its chain. */
public interface DeviceKey {
  /** PKCS#8, to be kept wrapped. */
  byte[] secret();

  /** X.509 SubjectPublicKeyInfo, base64url without padding. */
  String publicKey();

  /** ES256 over the text's UTF-8 bytes: ASN.1 DER, base64url without padding. */
  String sign(String text);
}
