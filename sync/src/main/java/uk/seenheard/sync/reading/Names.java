package uk.seenheard.sync.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * How alike two names are, as officers write them down at a door: the one comparer of names of
 * every end. Likeness is never certainty: two children may have one name.
 *
 * <p>Folded are case, combining marks, full-width letters, apostrophes, hyphens and what cannot be
 * seen, and the letters below, which people write in two ways. Other compatibility characters of
 * Unicode (Roman numerals, circled letters) are not.
 */
public final class Names {
  private static final int LONGEST = 200;

  /** Letters that are written in two ways, and the other way. */
  private static final String FOLDED = "øłđßæœþðıħŋſªºﬁﬂﬀﬃﬄﬆ";

  private static final String[] INTO = {
    "o", "l", "d", "ss", "ae", "oe", "th", "d", "i", "h", "n", "s", "a", "o", "fi", "fl", "ff",
    "ffi", "ffl", "st"
  };

  /** What stands inside a word: apostrophes, hyphens, marks that look like them, what is unseen. */
  private static final String JOINED =
      "'-`\u00b4\u00ad\u2018\u2019\u201b\u02bc\u02b9\u2032\u2010\u2011\u2012\u2013\u200b\u200c\u200d\u2060\ufeff";

  private static final String[][] SOUNDS = {
    {"sch", "s"}, {"sh", "s"}, {"ch", "k"}, {"ck", "k"}, {"ph", "f"}, {"gh", ""}, {"kn", "n"},
    {"wr", "r"}, {"ce", "se"}, {"ci", "si"}, {"cy", "sy"}, {"x", "ks"}, {"q", "k"}, {"c", "k"},
    {"z", "s"}, {"v", "f"}, {"dg", "j"}, {"ge", "je"}, {"gi", "ji"}
  };

  private Names() {}

  /**
   * Its words in small letters, without anything but letters and digits: marks, apostrophes and
   * hyphens are left out, letters that are written in two ways are written in one.
   */
  public static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String text = Composition.nfd(name.length() > LONGEST ? name.substring(0, LONGEST) : name);
    for (int i = 0; i < text.length(); ) {
      int c = wide(text.codePointAt(i));
      i += Character.charCount(text.codePointAt(i));
      int small = Characters.small(c);
      int folded = small < 0x10000 ? FOLDED.indexOf(small) : -1;
      if (folded >= 0) {
        word.append(INTO[folded]);
      } else if (Characters.isLetter(c)) {
        word.appendCodePoint(small);
      } else if (Composition.classOf(c) == 0 && JOINED.indexOf(c) < 0) {
        add(words, word);
      }
    }
    add(words, word);
    return words;
  }

  /** A full-width letter or digit as it is otherwise. */
  private static int wide(int c) {
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** The same name, but for case, marks, spaces, apostrophes and hyphens: likely, never certain. */
  public static boolean same(String one, String other) {
    List<String> words = words(one);
    return !words.isEmpty() && String.join("", words).equals(String.join("", words(other)));
  }

  /** Names that sound alike to an English ear, word by word. */
  public static boolean soundAlike(String one, String other) {
    List<String> ones = words(one);
    List<String> others = words(other);
    if (ones.isEmpty() || ones.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < ones.size(); i++) {
      String sound = sound(ones.get(i));
      if (sound.length() < 2 || !sound.equals(sound(others.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The consonants of a word as they sound, and whether it begins with a vowel. */
  private static String sound(String word) {
    String text = word;
    for (String[] one : SOUNDS) {
      text = text.replace(one[0], one[1]);
    }
    StringBuilder sound = new StringBuilder();
    char last = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean vowel = "aeiouyhw".indexOf(c) >= 0;
      if (i == 0 && vowel) {
        sound.append('*');
      } else if (!vowel && c != last) {
        sound.append(c);
      }
      last = c;
    }
    return sound.toString();
  }

  /**
   * Names that one person may have been given by two officers: each word of the shorter one is
   * found in the longer one, spelt nearly so or shortened.
   */
  public static boolean alike(String one, String other) {
    List<String> few = words(one);
    List<String> many = words(other);
    if (few.isEmpty() || many.isEmpty()) {
      return false;
    }
    if (few.size() > many.size()) {
      List<String> swapped = few;
      few = many;
      many = swapped;
    }
    List<String> left = new ArrayList<>(many);
    for (String word : few) {
      String found = null;
      for (String candidate : left) {
        boolean initial = few.size() > 1 && isInitial(word, candidate);
        if (initial || isOneWord(word, candidate)) {
          found = candidate;
          break;
        }
      }
      if (found == null) {
        return false;
      }
      left.remove(found);
    }
    return true;
  }

  private static boolean isInitial(String one, String other) {
    return one.charAt(0) == other.charAt(0) && (one.length() == 1 || other.length() == 1);
  }

  private static boolean isOneWord(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    String shorter = one.length() <= other.length() ? one : other;
    String longer = one.length() <= other.length() ? other : one;
    boolean shortened = shorter.length() >= 3 && longer.startsWith(shorter);
    int slips = shorter.length() < 4 ? 0 : shorter.length() < 7 ? 1 : 2;
    return shortened || slips(shorter, longer, slips) <= slips;
  }

  /** Letters to change, insert or leave out to get from one to the other; stops above a bound. */
  public static int slips(String one, String other, int most) {
    if (Math.abs(one.length() - other.length()) > most) {
      return most + 1;
    }
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[other.length()];
  }
}
