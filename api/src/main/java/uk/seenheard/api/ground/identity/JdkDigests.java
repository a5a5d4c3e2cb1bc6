package uk.seenheard.api.ground.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;

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

  /** With the platform's own bytes of a text, which are the same and cost a tenth. */
  @Override
  public String sha256Hex(String text) {
    return Hex.of(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + algorithm, impossible);
    }
  }
}
