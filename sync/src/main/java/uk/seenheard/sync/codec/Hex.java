package uk.seenheard.sync.codec;

/** Bytes as lower-case hexadecimal digits ({@code HexFormat} is missing from Android API 26). */
public final class Hex {
  private static final String DIGITS = "0123456789abcdef";

  private Hex() {}

  /** The digits of these bytes, two for each. */
  public static String of(byte[] bytes) {
    StringBuilder out = new StringBuilder(bytes.length * 2);
    for (byte b : bytes) {
      out.append(DIGITS.charAt((b >> 4) & 15)).append(DIGITS.charAt(b & 15));
    }
    return out.toString();
  }

  /** Whether the text is that many lower-case hexadecimal digits. */
  public static boolean is(String text, int digits) {
    if (text.length() != digits) {
      return false;
    }
    for (int i = 0; i < digits; i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
