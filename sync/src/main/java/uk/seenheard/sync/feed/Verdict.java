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
  QUARANTINED;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The verdict of that word, or empty. */
  public static Optional<Verdict> of(String word) {
    for (Verdict verdict : values()) {
      if (verdict.word().equals(word)) {
        return Optional.of(verdict);
      }
    }
    return Optional.empty();
  }
}
