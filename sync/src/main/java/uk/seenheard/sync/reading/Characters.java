package uk.seenheard.sync.reading;

/**
 * What this system knows of characters, as tables of its own, so that every end reads the same
 * whatever its platform knows: letters and digits of every script (Unicode 13), what is not seen
 * (Unicode's White_Space, Default_Ignorable_Code_Point, Cc and Cf), and the small letter of each
 * capital in the basic plane.
 *
 * <p>The tables are written by {@code TableWriter} in the tests. They belong to a number of reading
 * ({@code Form.reading}): a new Unicode version is a new number.
 */
public final class Characters {
  /** First and last of each range of what takes space or none, and is not seen. */
  private static final int[] BLANK = {
    0x0, 0x20, 0x7F, 0xA0, 0xAD, 0xAD, 0x34F, 0x34F, 0x600, 0x605, 0x61C, 0x61C, 0x6DD, 0x6DD,
    0x70F, 0x70F, 0x8E2, 0x8E2, 0x115F, 0x1160, 0x1680, 0x1680, 0x17B4, 0x17B5, 0x180B, 0x180F,
    0x2000, 0x200F, 0x2028, 0x202F, 0x205F, 0x206F, 0x3000, 0x3000, 0x3164, 0x3164, 0xFE00, 0xFE0F,
    0xFEFF, 0xFEFF, 0xFFA0, 0xFFA0, 0xFFF0, 0xFFFB, 0x110BD, 0x110BD, 0x110CD, 0x110CD, 0x13430,
    0x13438, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  private static final RangeTable LETTER = RangeTable.of(CharacterTables.LETTERS);
  private static final int[] LOWER = RangeTable.numbers(CharacterTables.LOWER);

  private Characters() {}

  /** Whether it is white space, a control or formatting character, or is not shown at all. */
  public static boolean isBlank(int codePoint) {
    for (int i = 0; i < BLANK.length; i += 2) {
      if (codePoint < BLANK[i]) {
        return false;
      }
      if (codePoint <= BLANK[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a letter or a digit that can be seen; modifier letters and marks are none. */
  public static boolean isLetter(int codePoint) {
    if (codePoint < 0x80) {
      return (codePoint >= 'a' && codePoint <= 'z')
          || (codePoint >= 'A' && codePoint <= 'Z')
          || (codePoint >= '0' && codePoint <= '9');
    }
    return LETTER.holds(codePoint);
  }

  /** The small letter of a capital in the basic plane, else the character itself. */
  static int small(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 32 : codePoint;
    }
    int at = 0;
    for (int i = 0; i < LOWER.length; i += 4) {
      int start = at + LOWER[i];
      int step = LOWER[i + 1];
      int last = start + (LOWER[i + 2] - 1) * step;
      if (codePoint < start) {
        return codePoint;
      }
      if (codePoint <= last) {
        return (codePoint - start) % step == 0 ? codePoint + LOWER[i + 3] : codePoint;
      }
      at = last + 1;
    }
    return codePoint;
  }

  /** The text without what is not seen before its first and behind its last character. */
  public static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && isBlank(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }
}
