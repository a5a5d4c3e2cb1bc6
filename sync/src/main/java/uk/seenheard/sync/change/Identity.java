package uk.seenheard.sync.change;

import java.util.Locale;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Utf8;

/** Makes and checks the names of incidents and entries. */
public final class Identity {
  /** The namespace of references that control rooms give, a constant of this protocol. */
  public static final String NAMESPACE = "5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a";

  private static final byte[] NAMESPACE_BYTES = {
    0x5e,
    (byte) 0xe4,
    (byte) 0xea,
    0x2d,
    0x0f,
    0x5c,
    0x5c,
    0x1d,
    (byte) 0x9b,
    0x6e,
    (byte) 0xc0,
    0x11,
    0x74,
    0x01,
    (byte) 0xfe,
    0x5a
  };

  private Identity() {}

  /**
   * The incident that control's reference names: UUIDv5 (RFC 9562) of force and reference, so that
   * two officers without signal who were sent to the same job write to the same incident. Spaces
   * around the reference and the case of its letters do not count.
   */
  public static String incident(String force, String reference, Digests digests) {
    String name = force + '\n' + reference.trim().toUpperCase(Locale.ROOT);
    byte[] text = Utf8.bytes(name);
    byte[] bytes = new byte[NAMESPACE_BYTES.length + text.length];
    System.arraycopy(NAMESPACE_BYTES, 0, bytes, 0, NAMESPACE_BYTES.length);
    System.arraycopy(text, 0, bytes, NAMESPACE_BYTES.length, text.length);
    return uuid(digests.sha1(bytes), 5);
  }

  /** The ledger of a force: the incident that holds what concerns no single incident. */
  public static String ledger(String force, Digests digests) {
    return incident(force, "LEDGER OF THE FORCE", digests);
  }

  /**
   * A UUIDv7 (RFC 9562) for a moment, filled with ten random bytes that the caller draws.
   *
   * @param millis milliseconds since 1970
   * @param random ten random bytes
   */
  public static String uuid7(long millis, byte[] random) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 6; i++) {
      bytes[i] = (byte) (millis >>> (40 - 8 * i));
    }
    System.arraycopy(random, 0, bytes, 6, 10);
    return uuid(bytes, 7);
  }

  /**
   * The text of 16 bytes with version and variant set (a browser's UUID cannot be made of them).
   */
  private static String uuid(byte[] bytes, int version) {
    bytes[6] = (byte) ((bytes[6] & 0x0F) | (version << 4));
    bytes[8] = (byte) ((bytes[8] & 0x3F) | 0x80);
    String hex = Hex.of(bytes).substring(0, 32);
    return hex.substring(0, 8)
        + '-'
        + hex.substring(8, 12)
        + '-'
        + hex.substring(12, 16)
        + '-'
        + hex.substring(16, 20)
        + '-'
        + hex.substring(20);
  }

  /** Whether the text is a UUID in lower-case hexadecimal digits and hyphens. */
  public static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      boolean digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      if (hyphen ? c != '-' : !digit) {
        return false;
      }
    }
    return true;
  }
}
