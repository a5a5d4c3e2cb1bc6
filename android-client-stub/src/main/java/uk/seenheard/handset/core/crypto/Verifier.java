package uk.seenheard.handset.core.crypto;

/** The port that checks what a server signed. Implementations pass {@code SignatureContract}. */
@FunctionalInterface
public interface Verifier {
  /**
   * Whether that key signed a text by ES256; false for what is no key or no signature.
   *
   * @param key X.509 SubjectPublicKeyInfo, base64url without padding
   * @param signature ASN.1 DER, base64url without padding
   */
  boolean signed(String key, String text, String signature);
}
