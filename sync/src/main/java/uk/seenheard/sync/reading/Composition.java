package uk.seenheard.sync.reading;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Unicode's canonical composition (NFC) and decomposition (NFD), from tables of this system's own:
 * a browser's Java has no {@code java.text.Normalizer}.
 *
 * <p>Bound: the basic plane of Unicode 13, all of it but the CJK compatibility ideographs (U+F900
 * to U+FAFF), which stay as they are, as do characters beyond that plane.
 */
public final class Composition {
  private static final int HANGUL = 0xAC00;
  private static final int LEADING = 0x1100;
  private static final int VOWEL = 0x1161;
  private static final int TRAILING = 0x11A7;
  private static final int VOWELS = 21;
  private static final int TRAILINGS = 28;
  private static final int HANGULS = 19 * VOWELS * TRAILINGS;

  /** By composed character: first and second, 0 where there is no second. */
  private static final Map<Integer, int[]> APART = new HashMap<>();

  private static final Map<Long, Integer> TOGETHER = new HashMap<>();
  private static final int[] CLASSES = RangeTable.numbers(CharacterTables.CLASSES);

  static {
    int[] numbers = RangeTable.numbers(CharacterTables.PAIRS);
    int composed = 0;
    for (int i = 0; i < numbers.length; i += 4) {
      composed += numbers[i];
      APART.put(composed, new int[] {numbers[i + 1], numbers[i + 2]});
      if (numbers[i + 2] != 0 && numbers[i + 3] == 0) {
        TOGETHER.put(pair(numbers[i + 1], numbers[i + 2]), composed);
      }
    }
  }

  private Composition() {}

  private static long pair(int first, int second) {
    return ((long) first << 32) | second;
  }

  /** The text in NFC. */
  public static String nfc(String text) {
    return isPlain(text, 0x300) ? text : composed(decomposed(text));
  }

  /** The text in NFD. */
  static String nfd(String text) {
    return isPlain(text, 0xC0) ? text : text(decomposed(text));
  }

  private static boolean isPlain(String text, int below) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= below) {
        return false;
      }
    }
    return true;
  }

  private static int[] decomposed(String text) {
    int[] points = new int[text.length() + 8];
    int size = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (size + 4 > points.length) {
        points = Arrays.copyOf(points, points.length * 2);
      }
      size = apart(c, points, size);
    }
    order(points, size);
    return Arrays.copyOf(points, size);
  }

  private static int apart(int c, int[] points, int size) {
    int syllable = c - HANGUL;
    if (syllable >= 0 && syllable < HANGULS) {
      points[size] = LEADING + syllable / (VOWELS * TRAILINGS);
      points[size + 1] = VOWEL + syllable % (VOWELS * TRAILINGS) / TRAILINGS;
      int trailing = syllable % TRAILINGS;
      points[size + 2] = TRAILING + trailing;
      return size + (trailing == 0 ? 2 : 3);
    }
    int[] parts = APART.get(c);
    if (parts == null) {
      points[size] = c;
      return size + 1;
    }
    int end = apart(parts[0], points, size);
    return parts[1] == 0 ? end : apart(parts[1], points, end);
  }

  /** Marks behind a letter stand in the order of their classes. */
  private static void order(int[] points, int size) {
    for (int i = 1; i < size; i++) {
      int c = points[i];
      int ofMark = classOf(c);
      int at = i;
      while (ofMark != 0 && at > 0 && classOf(points[at - 1]) > ofMark) {
        points[at] = points[at - 1];
        at--;
      }
      points[at] = c;
    }
  }

  /** The combining class of a mark, 0 for everything else. */
  static int classOf(int c) {
    if (c < 0x300) {
      return 0;
    }
    int at = 0;
    for (int i = 0; i < CLASSES.length; i += 3) {
      int start = at + CLASSES[i];
      at = start + CLASSES[i + 1];
      if (c < at) {
        return c < start ? 0 : CLASSES[i + 2];
      }
    }
    return 0;
  }

  private static String composed(int[] points) {
    int size = 0;
    int starter = -1;
    int lastClass = -1;
    for (int c : points) {
      int ofThis = classOf(c);
      int together = starter < 0 ? 0 : together(points[starter], c);
      // A mark meets its letter when none of its own class or above stands between.
      if (together != 0 && (lastClass < ofThis || (lastClass == 0 && starter == size - 1))) {
        points[starter] = together;
        continue;
      }
      if (ofThis == 0) {
        starter = size;
        lastClass = 0;
      } else {
        lastClass = ofThis;
      }
      points[size++] = c;
    }
    return text(Arrays.copyOf(points, size));
  }

  private static int together(int first, int second) {
    if (first >= LEADING && first < LEADING + 19 && second >= VOWEL && second < VOWEL + VOWELS) {
      return HANGUL + ((first - LEADING) * VOWELS + second - VOWEL) * TRAILINGS;
    }
    int syllable = first - HANGUL;
    if (syllable >= 0
        && syllable < HANGULS
        && syllable % TRAILINGS == 0
        && second > TRAILING
        && second < TRAILING + TRAILINGS) {
      return first + second - TRAILING;
    }
    return TOGETHER.getOrDefault(pair(first, second), 0);
  }

  private static String text(int[] points) {
    return new String(points, 0, points.length);
  }
}
