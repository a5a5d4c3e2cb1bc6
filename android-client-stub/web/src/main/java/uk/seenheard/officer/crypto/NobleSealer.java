package uk.seenheard.officer.crypto;

import java.util.Optional;
import uk.seenheard.handset.core.crypto.Sealer;

/** AES-GCM by noble. */
public final class NobleSealer implements Sealer {
  private final ByteCrypto noble;

  /** By these functions. */
  public NobleSealer(ByteCrypto noble) {
    this.noble = noble;
  }

  @Override
  public byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body) {
    return noble.seal(key, nonce, label, body);
  }

  @Override
  public Optional<byte[]> open(byte[] key, byte[] nonce, byte[] label, byte[] sealed) {
    return Optional.ofNullable(noble.open(key, nonce, label, sealed));
  }
}
