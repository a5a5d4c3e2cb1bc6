package uk.seenheard.api.ground.vouch;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/** Reads the keys of devices and checks what they signed: ECDSA on P-256 with SHA-256. */
public final class Signatures {
  /** Characters of a public key's text; a P-256 key takes 122. */
  static final int MAX_KEY_CHARS = 200;

  private static final int MAX_SIGNATURE_CHARS = 200;
  private static final ECParameterSpec P256 = p256();

  private Signatures() {}

  /**
   * The P-256 key that a text names (X.509 SubjectPublicKeyInfo in base64url without padding), or
   * empty when it names none.
   */
  public static Optional<PublicKey> key(String text) {
    if (text.length() > MAX_KEY_CHARS || text.indexOf('=') >= 0) {
      return Optional.empty();
    }
    try {
      byte[] encoded = Base64.getUrlDecoder().decode(text);
      PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
      return key instanceof ECPublicKey ec && onP256(ec) ? Optional.of(key) : Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException notAKey) {
      return Optional.empty();
    }
  }

  /** The one text of a key. */
  public static String text(PublicKey key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getEncoded());
  }

  /**
   * Whether the holder of a key signed a text: takes about as long as a short database read, so
   * call it away from the event loop.
   *
   * @param signature ASN.1 DER in base64url without padding
   */
  public static boolean signed(PublicKey key, String text, String signature) {
    if (signature.length() > MAX_SIGNATURE_CHARS || signature.indexOf('=') >= 0) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(Base64.getUrlDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
      return false;
    }
  }

  /** Signs a text's UTF-8 bytes: ASN.1 DER in base64url without padding. */
  public static String sign(PrivateKey key, String text) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has ECDSA", impossible);
    }
  }

  /** Whether a key lies on P-256: the JDK decodes a point without asking whether it does. */
  public static boolean onP256(ECPublicKey key) {
    ECParameterSpec given = key.getParams();
    ECPoint point = key.getW();
    if (!given.getCurve().equals(P256.getCurve())
        || !given.getGenerator().equals(P256.getGenerator())
        || point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    BigInteger right =
        x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(p);
    return x.signum() >= 0
        && y.signum() >= 0
        && x.compareTo(p) < 0
        && y.compareTo(p) < 0
        && y.pow(2).mod(p).equals(right);
  }

  private static ECParameterSpec p256() {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has P-256", impossible);
    }
  }
}
