package uk.seenheard.api.desk.find;

import java.util.List;
import uk.seenheard.sync.reading.Names;

/**
 * What somebody looks for, in their own words: no operators, no markup. Compared by the one
 * comparer of names of every end; likely, never certain.
 */
record Query(String typed, List<String> words) {
  /** A reference is told by so many letters and digits of it. */
  private static final int ENOUGH = 3;

  static Query of(String typed) {
    return new Query(typed, Names.words(typed));
  }

  boolean isEmpty() {
    return words.isEmpty();
  }

  /**
   * Whether somebody of that name may be meant. Of a name that is shorter than what was typed, such
   * as a child's without a surname, what was typed has to begin with it.
   */
  boolean isLike(String name) {
    int known = Names.words(name).size();
    String sought =
        known > 0 && known < words.size() ? String.join(" ", words.subList(0, known)) : typed;
    return Names.alike(sought, name) || Names.soundAlike(sought, name);
  }

  /** Whether every word of it stands there as it was typed. */
  boolean isIn(String text) {
    return Names.words(text).containsAll(words);
  }

  /** Whether it is a part of an address. */
  boolean isPartOf(String place) {
    return words.size() <= Names.words(place).size() && Names.alike(typed, place);
  }

  /** Whether it is a reference, or the part of one that people say. */
  boolean isOf(String reference) {
    String sought = String.join("", words);
    return sought.length() >= ENOUGH && String.join("", Names.words(reference)).contains(sought);
  }
}
