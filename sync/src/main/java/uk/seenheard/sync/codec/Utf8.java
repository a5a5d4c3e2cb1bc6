package uk.seenheard.sync.codec;

/**
 * UTF-8 in plain Java, byte for byte as the JDK's.
 *
 * <p>Hashes, limits and digests go by these bytes, so that every end must make the same ones. What
 * a browser's translation of the library makes of {@code String.getBytes} differs: it loses letters
 * beyond the basic plane, or fails, where a text is longer than its buffer.
 */
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** The bytes of a text; half a surrogate pair becomes a question mark. */
  public static byte[] bytes(String text) {
    byte[] bytes = new byte[length(text)];
    int at = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes[at++] = (byte) c;
      } else if (c < 0x800) {
        bytes[at++] = (byte) (0xC0 | (c >> 6));
        bytes[at++] = next(c);
      } else if (!Character.isSurrogate(c)) {
        bytes[at++] = (byte) (0xE0 | (c >> 12));
        bytes[at++] = next(c >> 6);
        bytes[at++] = next(c);
      } else if (isPair(text, i)) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        bytes[at++] = (byte) (0xF0 | (point >> 18));
        bytes[at++] = next(point >> 12);
        bytes[at++] = next(point >> 6);
        bytes[at++] = next(point);
      } else {
        bytes[at++] = '?';
      }
    }
    return bytes;
  }

  private static byte next(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  /** How many bytes a text has. */
  public static int length(String text) {
    int length = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        if (!Character.isSurrogate(c)) {
          length += c < 0x800 ? 1 : 2;
        } else if (isPair(text, i)) {
          length += 2;
          i++;
        }
      }
    }
    return length;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** The text of bytes; what is none shows as replacement characters, how many is not told. */
  public static String text(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xFF;
      int more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
      int sound = sound(bytes, at, first, more);
      if (sound <= more) {
        text.append(REPLACEMENT);
        at += Math.max(1, sound);
      } else {
        int point = more == 0 ? first : first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
          point = (point << 6) | (bytes[at + i] & 0x3F);
        }
        text.appendCodePoint(point);
        at += more + 1;
      }
    }
    return text.toString();
  }

  /** How many bytes of a letter are such as can stand there: one more than {@code more} for all. */
  private static int sound(byte[] bytes, int at, int first, int more) {
    if (more == 0) {
      return 1;
    }
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    int sound = 1;
    while (sound <= more && at + sound < bytes.length) {
      int b = bytes[at + sound] & 0xFF;
      if (b < lowest || b > highest) {
        break;
      }
      lowest = 0x80;
      highest = 0xBF;
      sound++;
    }
    return sound;
  }
}
