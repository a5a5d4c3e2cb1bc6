package uk.seenheard.sync.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a text says anything: the one rule of every door and end (reading 2).
 *
 * <p>A text says something when a letter or a digit of any script is left once everything that is
 * not seen is taken away: "No" does, "…", "?", "-", a no-break space or a zero-width joiner do not.
 */
public final class Words {
  /** What points to another place or time instead of saying it: nowhere an answer. */
  public static final List<String> POINTERS =
      List.of(
          "n/a",
          "n/k",
          "as above",
          "see above",
          "same as above",
          "as below",
          "see below",
          "ditto",
          "tbc",
          "tba",
          "to be confirmed",
          "to follow",
          "see bwv",
          "see footage",
          "see notes",
          "see notebook",
          "see log");

  /** What stands in for an answer unless a field says otherwise. */
  public static final List<String> STAND_INS =
      List.of(
          "none",
          "nil",
          "nothing",
          "unknown",
          "not known",
          "not applicable",
          "don't know",
          "do not know",
          "same",
          "nfa",
          "no further action");

  private static final Set<String> BARE_POINTERS = bare(POINTERS);
  private static final Set<String> BARE_STAND_INS = bare(STAND_INS);

  /** More letters than the longest of them has. */
  private static final int MOST_LETTERS = 24;

  /** Characters of a text that may be one of them. */
  private static final int BRIEF = 80;

  private static final int LEAST_LETTERS = 4;

  /** ASCII stands below. */
  private static final int PLAIN = 0x80;

  private static final int UNSURE = -1;

  /** Latin, Greek and Cyrillic stand below. */
  private static final int FIRST_UNSPELT = 0x530;

  private Words() {}

  private static Set<String> bare(List<String> texts) {
    Set<String> bare = new HashSet<>();
    texts.forEach(text -> bare.add(bare(text)));
    return bare;
  }

  /** Whether a letter or a digit of any script is in it. */
  public static boolean says(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (Characters.isLetter(c)) {
        return true;
      }
      i += Character.charCount(c);
    }
    return false;
  }

  /**
   * Whether it is more than a word: two different ones at least, of four letters or digits
   * together. In a script that puts no spaces between its words each letter counts as one.
   */
  public static boolean describes(String text) {
    Set<String> words = new HashSet<>();
    StringBuilder word = new StringBuilder();
    int letters = 0;
    for (int i = 0; i <= text.length(); ) {
      int c = i == text.length() ? ' ' : text.codePointAt(i);
      i += Character.charCount(c);
      boolean letter = Characters.isLetter(c);
      letters += letter ? 1 : 0;
      if (letter && isUnspaced(c)) {
        words.add(new String(Character.toChars(c)));
      } else if (letter) {
        word.appendCodePoint(Characters.small(c));
      } else if (separates(c) && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (letters >= LEAST_LETTERS && words.size() >= 2) {
        return true;
      }
    }
    return false;
  }

  /** Whether it ends a word: white space and punctuation do, marks, apostrophes and hyphens not. */
  private static boolean separates(int c) {
    if (c == '\'' || c == '-' || c == 0xAD || c == 0x2019 || (c >= 0x200B && c <= 0x2011)) {
      return false;
    }
    return c < 0xC0 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3002);
  }

  private static boolean isUnspaced(int c) {
    return (c >= 0xE00 && c <= 0xEFF)
        || (c >= 0x1000 && c <= 0x109F)
        || (c >= 0x1780 && c <= 0x17FF)
        || (c >= 0x2E80 && c <= 0x9FFF)
        || (c >= 0xF900 && c <= 0xFAFF)
        || c >= 0x20000;
  }

  /** Whether it is one of these stand-ins but for case, spaces, stops and marks around it. */
  public static boolean standsIn(String text, Iterable<String> standIns) {
    return standsIn(text, brief(text), standIns);
  }

  private static boolean standsIn(String text, String brief, Iterable<String> standIns) {
    if (text.length() > BRIEF) {
      return false;
    }
    if (standIns == STAND_INS) {
      return BARE_STAND_INS.contains(brief);
    }
    for (String standIn : standIns) {
      if (same(text, standIn)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it says nothing of its own, or is one of these stand-ins: both, at one look. */
  static boolean isNoAnswer(String text, Iterable<String> standIns) {
    String brief = brief(text);
    return BARE_POINTERS.contains(brief) || isOneLetter(text) || standsIn(text, brief, standIns);
  }

  /** A text that is as short as those of the lists, bare; else nothing, which none of them is. */
  private static String brief(String text) {
    return text.length() <= BRIEF && isShort(text) ? bare(text) : "";
  }

  /** Whether it points to another place or time, and says nothing else. */
  static boolean points(String text) {
    return BARE_POINTERS.contains(brief(text));
  }

  /** Whether it has no more letters than the longest of the lists: most answers have. */
  private static boolean isShort(String text) {
    int letters = 0;
    for (int i = 0; i < text.length() && letters <= MOST_LETTERS; ) {
      int c = text.codePointAt(i);
      letters += Characters.isLetter(c) ? 1 : 0;
      i += Character.charCount(c);
    }
    return letters <= MOST_LETTERS;
  }

  /**
   * Whether it points to another place, or is one letter, however often, of a script that spells
   * its words in several ("x", "xx", "X."). A digit may be an answer.
   */
  public static boolean saysNothingOfItsOwn(String text) {
    return points(text) || isOneLetter(text);
  }

  private static boolean isOneLetter(String text) {
    int only = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Characters.isLetter(c)) {
        int small = Characters.small(c);
        if (small >= FIRST_UNSPELT || small <= '9' || (only >= 0 && only != small)) {
          return false;
        }
        only = small;
      }
    }
    return only >= 0;
  }

  /**
   * Whether a bare text may begin with another bare text, by the first letter of each: a quick no.
   */
  public static boolean mayBeginWith(String text, String other) {
    int first = firstLetter(other);
    int own = firstLetter(text);
    return first == UNSURE || own == UNSURE || first == own;
  }

  /**
   * The first letter in lower case, or {@link #UNSURE} where composing might make another of it.
   */
  private static int firstLetter(String text) {
    for (int i = 0; i < text.length() && text.charAt(i) < PLAIN; i++) {
      if (Characters.isLetter(text.charAt(i))) {
        boolean alone = i + 1 == text.length() || text.charAt(i + 1) < PLAIN;
        return alone ? Characters.small(text.charAt(i)) : UNSURE;
      }
    }
    return UNSURE;
  }

  /** Whether two texts are one but for case and marks. */
  public static boolean same(String one, String other) {
    return new Bare(Composition.nfc(one)).is(new Bare(Composition.nfc(other)));
  }

  /** Its letters in lower case and in NFC, one space for whatever stands between them. */
  public static String bare(String typed) {
    StringBuilder bare = new StringBuilder(typed.length());
    Bare letters = new Bare(Composition.nfc(typed));
    for (int c = letters.next(); c >= 0; c = letters.next()) {
      bare.appendCodePoint(c);
    }
    return bare.toString();
  }

  /** A bare text, read letter by letter: every text is held against many, and rarely is one. */
  private static final class Bare {
    private static final int END = -1;

    private final String text;
    private int at;
    private boolean begun;

    Bare(String text) {
      this.text = text;
    }

    /** The next letter, or a space between two, or below 0. */
    int next() {
      boolean between = false;
      while (at < text.length()) {
        int c = text.codePointAt(at);
        if (Characters.isLetter(c)) {
          if (between && begun) {
            return ' ';
          }
          begun = true;
          at += Character.charCount(c);
          return Characters.small(c);
        }
        between = true;
        at += Character.charCount(c);
      }
      return END;
    }

    boolean is(Bare other) {
      int c;
      do {
        c = next();
        if (c != other.next()) {
          return false;
        }
      } while (c >= 0);
      return true;
    }
  }
}
