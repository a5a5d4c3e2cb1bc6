package uk.seenheard.sync.codec;

/** Bytes as lower-case hexadecimal digits ({@code HexFormat} is missing from Android API 26). */
public final class Hex {
  private static final char[] DIGITS = "0123456789abcdef".toCharArray();

  private Hex() {}

  /** The digits of these bytes, two for each. */
  public static String of(byte[] bytes) {
    char[] digits = new char[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      digits[2 * i] = DIGITS[(bytes[i] >> 4) & 15];
      digits[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return new String(digits);
  }

  /** Whether the text is that many lower-case hexadecimal digits. */
  public static boolean is(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }
}
