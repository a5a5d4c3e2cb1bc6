package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who mistyped a word: the nearest of those that there are. */
final class Nearest {
  private static final int MOST_SHOWN = 80;

  /** Longer words are not compared: how long that takes grows with the square. */
  private static final int LONGEST = 60;

  private Nearest() {}

  /** The nearest word, if any is near: a third of what was typed may differ, and one letter may. */
  static Optional<String> to(String typed, Collection<String> words) {
    String meant = typed.toLowerCase(Locale.ROOT);
    if (meant.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> nearest = Optional.empty();
    int least = Math.max(1, meant.length() / 3) + 1;
    for (String word : words) {
      int apart = apart(meant, word.toLowerCase(Locale.ROOT));
      if (apart < least) {
        least = apart;
        nearest = Optional.of(word);
      }
    }
    return nearest;
  }

  /** A sentence with the nearest word, if any is near, and a list of all. */
  static String of(String typed, String what, Collection<String> words) {
    List<String> shown = new ArrayList<>(words);
    int more = Math.max(0, shown.size() - MOST_SHOWN);
    return to(typed, words).map(word -> "Did you mean " + word + "? ").orElse("")
        + what
        + ": "
        + String.join(", ", shown.subList(0, shown.size() - more))
        + (more > 0 ? " and " + more + " more" : "")
        + ".";
  }

  /** How many letters differ: put in, left out, another, or two that changed places. */
  private static int apart(String one, String other) {
    int[] last = new int[other.length() + 1];
    int[] before = new int[other.length() + 1];
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[other.length()];
  }
}
