package uk.seenheard.handset.jvm.crypto;

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
import java.util.Optional;
import uk.seenheard.handset.core.crypto.DeviceKey;
import uk.seenheard.handset.core.crypto.Signer;

/** ES256 by the platform's provider. */
public final class JcaSigner implements Signer {
  @Override
  public DeviceKey fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return new Key(
          pair.getPrivate(),
          Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException("P-256 is missing from this platform", fault);
    }
  }

  @Override
  public Optional<DeviceKey> open(byte[] secret, String publicKey) {
    try {
      return Optional.of(
          new Key(
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret)),
              publicKey));
    } catch (GeneralSecurityException damaged) {
      return Optional.empty();
    }
  }

  /** A key that the provider holds. */
  private static final class Key implements DeviceKey {
    private final PrivateKey secret;
    private final String publicKey;

    Key(PrivateKey secret, String publicKey) {
      this.secret = secret;
      this.publicKey = publicKey;
    }

    @Override
    public byte[] secret() {
      return secret.getEncoded();
    }

    @Override
    public String publicKey() {
      return publicKey;
    }

    @Override
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
}
