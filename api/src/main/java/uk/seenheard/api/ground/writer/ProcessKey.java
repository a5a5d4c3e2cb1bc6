package uk.seenheard.api.ground.writer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** The signing key of one server process: made at its start, gone with it. */
public final class ProcessKey implements ServerWriter.HeadSigner {
  private final KeyPair pair;

  private ProcessKey(KeyPair pair) {
    this.pair = pair;
  }

  /** A new key on P-256. */
  public static ProcessKey fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new ProcessKey(generator.generateKeyPair());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no P-256", missing);
    }
  }

  /** What verifies its signatures. */
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  @Override
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java has no ECDSA", missing);
    }
  }
}
