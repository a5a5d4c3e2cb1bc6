package uk.seenheard.sync.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How alike two names are, as officers write them down at a door. */
final class Names {
  private static final int LONGEST = 200;

  private Names() {}

  /** Its words in lower case, without anything but letters and digits. */
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String text = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (Character.isLetterOrDigit(c)) {
        word.append(c);
      } else if (c != '\'' && c != '’' && c != '-') {
        add(words, word);
      }
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** The same name, but for case, spaces and hyphens. */
  static boolean same(String one, String other) {
    List<String> words = words(one);
    return !words.isEmpty() && String.join("", words).equals(String.join("", words(other)));
  }

  /**
   * Names that one person may have been given by two officers: each word of the shorter one is
   * found in the longer one, spelt nearly so or shortened.
   */
  static boolean alike(String one, String other) {
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
  static int slips(String one, String other, int most) {
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
