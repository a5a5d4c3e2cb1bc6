package uk.seenheard.sync.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import uk.seenheard.sync.codec.Digests;

/** Makes and checks the names of incidents and entries. */
public final class Identity {
  /** The namespace of references that control rooms give, a constant of this protocol. */
  public static final UUID NAMESPACE = UUID.fromString("5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a");

  private Identity() {}

  /**
   * The incident that control's reference names: UUIDv5 (RFC 9562) of force and reference, so that
   * two officers without signal who were sent to the same job write to the same incident. Spaces
   * around the reference and the case of its letters do not count.
   */
  public static String incident(String force, String reference, Digests digests) {
    String name = force + '\n' + reference.trim().toUpperCase(Locale.ROOT);
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(16 + text.length);
    bytes.putLong(NAMESPACE.getMostSignificantBits());
    bytes.putLong(NAMESPACE.getLeastSignificantBits());
    bytes.put(text);
    ByteBuffer digest = ByteBuffer.wrap(digests.sha1(bytes.array()));
    long most = (digest.getLong() & ~0xF000L) | 0x5000L;
    long least = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
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
    ByteBuffer bytes = ByteBuffer.wrap(random);
    long most = (millis << 16) | 0x7000L | (bytes.getShort() & 0x0FFFL);
    long least = (bytes.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(most, least).toString();
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
