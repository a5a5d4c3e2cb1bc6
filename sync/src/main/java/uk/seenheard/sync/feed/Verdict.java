package uk.seenheard.sync.feed;

import java.util.Locale;
import java.util.Optional;

/** What the server decided about one change, once and for all. */
public enum Verdict {
  /** It takes part in the fold. */
  APPLIED,
  /** The log had it already; it takes effect once. */
  DUPLICATE,
  /** It is kept and shown to people, but takes no part in the fold until one releases it. */
  QUARANTINED,
  /**
   * A word of a newer protocol: whoever reads it keeps the change, lets it take no part in the fold
   * and passes the word on as it came. Nobody decides this.
   */
  UNKNOWN;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict of a word that comes from the wire, whatever it is. */
  static Verdict read(String word) {
    return of(word).orElse(UNKNOWN);
  }

  /** The verdict of that word, or empty when this version of the protocol has no such word. */
  public static Optional<Verdict> of(String word) {
    for (Verdict verdict : values()) {
      if (verdict != UNKNOWN && verdict.word().equals(word)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }
}
