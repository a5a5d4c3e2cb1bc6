package uk.seenheard.api.ground.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.sync.change.Chain;

/** A handset's identity: its id and a key that it made. */
public record TestDevice(String id, KeyPair pair) {
  /** A new device with a key on P-256. */
  public static TestDevice fresh() {
    return onCurve("secp256r1");
  }

  /** A new device with a key on that curve. */
  public static TestDevice onCurve(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new TestDevice(UUID.randomUUID().toString(), generator.generateKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The key as it travels. */
  public String publicKey() {
    return Signatures.text(pair.getPublic());
  }

  /** A signature under this device's key. */
  public String sign(String text) {
    try {
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The proof that enrolment asks for. */
  public String proof(String force) {
    return sign(Chain.enrolmentText(force, id, publicKey()));
  }
}
