package uk.seenheard.officer.crypto;

import java.util.Base64;
import java.util.Optional;
import uk.seenheard.handset.core.crypto.DeviceKey;
import uk.seenheard.handset.core.crypto.Signer;
import uk.seenheard.handset.core.crypto.Verifier;
import uk.seenheard.sync.codec.Utf8;

/** ES256 by noble. */
public final class NobleSignatures implements Signer, Verifier {
  private final ByteCrypto noble;

  /** By these functions. */
  public NobleSignatures(ByteCrypto noble) {
    this.noble = noble;
  }

  @Override
  public DeviceKey fresh() {
    byte[] secret = noble.freshSecret();
    byte[] publicKey = noble.publicKey(secret);
    if (publicKey == null) {
      throw new IllegalStateException("a key that was just drawn is none");
    }
    return new Key(secret, base64(publicKey));
  }

  @Override
  public Optional<DeviceKey> open(byte[] secret, String publicKey) {
    return noble.publicKey(secret) == null
        ? Optional.empty()
        : Optional.of(new Key(secret, publicKey));
  }

  @Override
  public boolean signed(String key, String text, String signature) {
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      return noble.verify(decoder.decode(key), Utf8.bytes(text), decoder.decode(signature));
    } catch (IllegalArgumentException noBase64) {
      return false;
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A key as its bytes. */
  private final class Key implements DeviceKey {
    private final byte[] secret;
    private final String publicKey;

    Key(byte[] secret, String publicKey) {
      this.secret = secret.clone();
      this.publicKey = publicKey;
    }

    @Override
    public byte[] secret() {
      return secret.clone();
    }

    @Override
    public String publicKey() {
      return publicKey;
    }

    @Override
    public String sign(String text) {
      return base64(noble.sign(secret, Utf8.bytes(text)));
    }
  }
}
