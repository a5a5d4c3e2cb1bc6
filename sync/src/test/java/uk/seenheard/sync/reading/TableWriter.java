package uk.seenheard.sync.reading;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the tables of {@link Characters} and {@link Composition} from what the JDK knows of
 * Unicode; {@code main} prints them as Java. They are renewed with a new reading, never under one.
 */
final class TableWriter {
  /** The last code point before the CJK compatibility ideographs, which stay as they are. */
  private static final int LAST = 0xFFFF;

  private TableWriter() {}

  public static void main(String[] args) {
    print("LETTERS", letters());
    print("LOWER", lower());
    print("CLASSES", classes());
    print("PAIRS", pairs());
  }

  private static void print(String name, String table) {
    StringBuilder out = new StringBuilder("  static final String " + name + " =\n");
    for (int at = 0; at < table.length(); at += 84) {
      out.append(at == 0 ? "      \"" : "          + \"")
          .append(table, at, Math.min(table.length(), at + 84))
          .append("\"\n");
    }
    System.out.println(out.insert(out.length() - 1, ';'));
  }

  /** A letter or a digit that can be seen: no modifier letter, no filler. */
  static boolean isLetter(int c) {
    switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER:
      case Character.LOWERCASE_LETTER:
      case Character.TITLECASE_LETTER:
      case Character.OTHER_LETTER:
      case Character.DECIMAL_DIGIT_NUMBER:
        return !Characters.isBlank(c);
      default:
        return false;
    }
  }

  /** Gap and length of each range, base 36. */
  static String letters() {
    StringBuilder out = new StringBuilder();
    int last = 0;
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (isLetter(c)) {
        int end = c;
        while (end <= Character.MAX_CODE_POINT && isLetter(end)) {
          end++;
        }
        put(out, c - last);
        put(out, end - c);
        last = end;
        c = end;
      }
    }
    return out.toString();
  }

  /** Gap, step, count and difference of each run of capitals in the basic plane. */
  static String lower() {
    StringBuilder out = new StringBuilder();
    int last = 0;
    int c = 0;
    while (c <= LAST) {
      int by = Character.toLowerCase(c) - c;
      if (by == 0 || c == 0x130) {
        c++;
        continue;
      }
      int step = Character.toLowerCase(c + 1) - c - 1 == by ? 1 : 2;
      int count = 1;
      while (c + count * step <= LAST
          && Character.toLowerCase(c + count * step) - c - count * step == by
          && (step == 1 || Character.toLowerCase(c + count * 2 - 1) == c + count * 2 - 1)) {
        count++;
      }
      put(out, c - last);
      put(out, step);
      put(out, count);
      put(out, by);
      last = c + (count - 1) * step + 1;
      c = last;
    }
    return out.toString();
  }

  private static boolean isCompatibility(int c) {
    return (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xAC00 && c <= 0xDFFF);
  }

  private static String text(int c) {
    return new String(Character.toChars(c));
  }

  private static String nfd(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD);
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Gap, length and combining class of each range of marks in the basic plane. */
  static String classes() {
    int[] byPoint = new int[LAST + 2];
    int[] samples = samples();
    for (int c = 0x300; c <= LAST; c++) {
      byPoint[c] = isCompatibility(c) ? 0 : combiningClass(c, samples);
    }
    StringBuilder out = new StringBuilder();
    int last = 0;
    for (int c = 0; c <= LAST; c++) {
      if (byPoint[c] != 0) {
        int end = c;
        while (byPoint[end] == byPoint[c]) {
          end++;
        }
        put(out, c - last);
        put(out, end - c);
        put(out, byPoint[c]);
        last = end;
        c = end - 1;
      }
    }
    return out.toString();
  }

  /** One mark of each combining class that the basic plane has, by class. */
  private static int[] samples() {
    int[] samples = new int[256];
    int[][] known = {
      {1, 0x334},
      {7, 0x93C},
      {8, 0x3099},
      {9, 0x94D},
      {10, 0x5B0},
      {11, 0x5B1},
      {12, 0x5B2},
      {13, 0x5B3},
      {14, 0x5B4},
      {15, 0x5B5},
      {16, 0x5B6},
      {17, 0x5B7},
      {18, 0x5B8},
      {19, 0x5B9},
      {20, 0x5BB},
      {21, 0x5BC},
      {22, 0x5BD},
      {23, 0x5BF},
      {24, 0x5C1},
      {25, 0x5C2},
      {26, 0xFB1E},
      {27, 0x64B},
      {28, 0x64C},
      {29, 0x64D},
      {30, 0x64E},
      {31, 0x64F},
      {32, 0x650},
      {33, 0x651},
      {34, 0x652},
      {35, 0x670},
      {36, 0x711},
      {84, 0xC55},
      {91, 0xC56},
      {103, 0xE38},
      {107, 0xE48},
      {118, 0xEB8},
      {122, 0xEC8},
      {129, 0xF71},
      {130, 0xF72},
      {132, 0xF74},
      {202, 0x321},
      {214, 0x1DCE},
      {216, 0x31B},
      {218, 0x302A},
      {220, 0x316},
      {222, 0x59A},
      {224, 0x302E},
      {226, 0x1D16D},
      {228, 0x5AE},
      {230, 0x300},
      {232, 0x315},
      {233, 0x35C},
      {234, 0x35D},
      {240, 0x345}
    };
    for (int[] one : known) {
      samples[one[0]] = one[1];
    }
    return samples;
  }

  /** The class of a mark, found by how the JDK orders it among marks whose class is known. */
  private static int combiningClass(int c, int[] samples) {
    if (Character.getType(c) != Character.NON_SPACING_MARK
        && Character.getType(c) != Character.COMBINING_SPACING_MARK
        && Character.getType(c) != Character.ENCLOSING_MARK) {
      return 0;
    }
    String mark = text(c);
    if (!nfd(mark).equals(mark)) {
      return combiningClass(nfd(mark).codePointAt(0), samples);
    }
    int found = 0;
    for (int k = 1; k < samples.length; k++) {
      if (samples[k] != 0) {
        String sample = text(samples[k]);
        boolean movesBehind = !nfd(mark + sample).equals(mark + sample);
        boolean movesBefore = !nfd(sample + mark).equals(sample + mark);
        if (c == samples[k] || (!movesBehind && !movesBefore && orders(mark, samples))) {
          return k;
        }
      }
    }
    return found;
  }

  /** Whether a mark is ordered at all: it changes places with a mark of the least or most class. */
  private static boolean orders(String mark, int[] samples) {
    String least = text(samples[1]);
    String most = text(samples[240]);
    return !nfd(mark + least).equals(mark + least) || !nfd(most + mark).equals(most + mark);
  }

  /** Gap, first, second (0: none) and whether it is never composed, of each decomposition. */
  static String pairs() {
    Map<String, Integer> whole = new HashMap<>();
    StringBuilder out = new StringBuilder();
    int last = 0;
    for (int c = 0xA0; c <= LAST; c++) {
      String decomposed = nfd(text(c));
      if (!isCompatibility(c) && !decomposed.equals(text(c))) {
        whole.put(decomposed, c);
      }
    }
    for (int c = 0xA0; c <= LAST; c++) {
      String decomposed = nfd(text(c));
      if (isCompatibility(c) || decomposed.equals(text(c))) {
        continue;
      }
      boolean composes = nfc(text(c)).equals(text(c));
      put(out, c - last);
      last = c;
      if (decomposed.codePointCount(0, decomposed.length()) == 1) {
        put(out, decomposed.codePointAt(0));
        put(out, 0);
      } else if (!composes && nfc(text(c)).codePointCount(0, nfc(text(c)).length()) == 1) {
        put(out, nfc(text(c)).codePointAt(0));
        put(out, 0);
      } else {
        int second = decomposed.codePointBefore(decomposed.length());
        String rest = decomposed.substring(0, decomposed.length() - Character.charCount(second));
        Integer first = rest.codePointCount(0, rest.length()) == 1 ? null : whole.get(rest);
        String composed = nfc(rest);
        put(
            out,
            composed.codePointCount(0, composed.length()) == 1
                ? composed.codePointAt(0)
                : first == null ? -1 : first);
        put(out, second);
      }
      put(out, composes ? 0 : 1);
    }
    return out.toString();
  }

  private static void put(StringBuilder out, int number) {
    out.append(Integer.toString(number, 36)).append(' ');
  }
}
