package uk.seenheard.sync.codec;

/** The port that computes message digests: {@code MessageDigest} does not exist in a browser. */
public interface Digests {
  /** The SHA-256 digest, 32 bytes. */
  byte[] sha256(byte[] bytes);

  /** The SHA-1 digest, 20 bytes; used for UUIDv5 only, which prescribes it (RFC 9562). */
  byte[] sha1(byte[] bytes);

  /** The SHA-256 of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
  default String sha256Hex(String text) {
    return Hex.of(sha256(Utf8.bytes(text)));
  }
}
