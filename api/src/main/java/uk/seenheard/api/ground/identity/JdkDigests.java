package uk.seenheard.api.ground.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.seenheard.sync.codec.Digests;

/** Message digests as the JDK computes them. */
public final class JdkDigests implements Digests {
  @Override
  public byte[] sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  @Override
  public byte[] sha1(byte[] bytes) {
    return digest("SHA-1", bytes);
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }
}
