package uk.seenheard.api.partners.records;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.api.ground.seal.Sealed;

/**
 * What the records system said last of a revision, and whether somebody has to see to it.
 *
 * @param since when it was said, milliseconds since 1970
 * @param by who said it
 * @param fault what is wrong, while the last word was that it is rejected
 * @param said the commit in which it was said: an earlier one never takes its place
 */
record Told(
    Outcome.Of of, Standing standing, long since, String by, Optional<Fault> fault, long said) {

  /** How a revision stands with the records system. */
  enum Standing {
    /** It is there. */
    ACCEPTED,
    /** It was rejected, and nothing happened since. */
    STUCK,
    /** It was rejected, and a later revision of the incident was accepted. */
    CORRECTED,
    /** It was rejected, and a person ended it with a reason. */
    ENDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Standing of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Why a revision was rejected.
   *
   * @param words the sentence, sealed with the incident's key; absent of what was erased
   */
  record Fault(String path, String code, Optional<Sealed> words) {}

  /** Its place among those that are stuck, as a text that sorts as the feed does. */
  String place() {
    return place(of);
  }

  static String place(Outcome.Of of) {
    return String.format(Locale.ROOT, "%015d", of.n()) + '.' + of.incident();
  }

  /** Reads such a text, which the contract has checked. */
  static Outcome.Of of(String place) {
    return new Outcome.Of(Long.parseLong(place.substring(0, 15)), place.substring(16));
  }
}
