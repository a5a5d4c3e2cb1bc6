package uk.seenheard.api.partners.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.reading.Names;
import uk.seenheard.sync.reading.Words;

/**
 * Whether a text says who took a notice, by name or post: a receipt settles a duty, and "not known"
 * took nothing. What is left of it without the words of stand-ins has to be somebody.
 */
public final class WhoTookIt {
  /** Beside what stands in for an answer anywhere: for somebody. */
  private static final List<String> FOR_SOMEBODY =
      List.of(
          "no name",
          "none given",
          "not given",
          "not stated",
          "not recorded",
          "not asked",
          "did not say",
          "didn't say",
          "would not say",
          "wouldn't say",
          "no one",
          "nobody",
          "anybody",
          "anyone",
          "somebody",
          "someone",
          "unnamed",
          "anonymous",
          "same as before",
          "same person",
          "as earlier",
          "on the phone",
          "by the portal",
          "who took it");

  private static final Set<String> NOBODY = nobody();

  private WhoTookIt() {}

  private static Set<String> nobody() {
    Set<String> words = new HashSet<>();
    for (List<String> texts : List.of(Words.STAND_INS, Words.POINTERS, FOR_SOMEBODY)) {
      texts.forEach(text -> words.addAll(Names.words(text)));
    }
    return words;
  }

  /** Whether it is a name or a post. */
  public static boolean says(String by) {
    return Words.describes(by)
        && Names.words(by).stream().anyMatch(word -> !NOBODY.contains(word) && isName(word));
  }

  /** A number is nobody's name, nor is one letter, however often, of a script that spells. */
  private static boolean isName(String word) {
    return word.codePoints().anyMatch(Character::isLetter)
        && (word.charAt(0) > 'z' || word.chars().distinct().count() > 1);
  }
}
