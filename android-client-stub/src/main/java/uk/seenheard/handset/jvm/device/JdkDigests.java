package uk.seenheard.handset.jvm.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;

/** Message digests as Java and Android supply them. */
public final class JdkDigests implements Digests {
  @Override
  public byte[] sha256(byte[] bytes) {
    return digest("SHA-256").digest(bytes);
  }

  @Override
  public byte[] sha1(byte[] bytes) {
    return digest("SHA-1").digest(bytes);
  }

  /** With the platform's own bytes of a text, which are the same and cost a tenth. */
  @Override
  public String sha256Hex(String text) {
    return Hex.of(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has " + name, missing);
    }
  }
}
