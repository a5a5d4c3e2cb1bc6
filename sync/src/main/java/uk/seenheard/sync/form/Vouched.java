package uk.seenheard.sync.form;

import java.util.Locale;
import java.util.Optional;

/** How far it is known that something was done: three words, of which each says only itself. */
public enum Vouched {
  /** Somebody entered it. */
  WRITTEN,
  /** It left: who took it, by which channel and when is named. */
  TOLD,
  /** The other side answered: a receipt, a reference, a person who is quoted. */
  CONFIRMED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** The word for it, in forms and answers. */
  public String word() {
    return word;
  }

  /** The one that a word names. */
  public static Optional<Vouched> of(String word) {
    for (Vouched one : values()) {
      if (one.word.equals(word)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
