package uk.seenheard.api.partners.exchange;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.api.ground.seal.Sealed;

/**
 * What a partner said last of something that went out, and whether somebody has to see to it.
 *
 * @param since when it was said, milliseconds since 1970
 * @param by who said it
 * @param fault what is wrong, while the last word was that it is rejected
 * @param said the commit in which it was said: an earlier one never takes its place
 */
public record Told(
    Sent of, Standing standing, long since, String by, Optional<Fault> fault, long said) {

  /** How a thing stands with the partner. */
  public enum Standing {
    /** It is there. */
    ACCEPTED,
    /** It was rejected, and nothing happened since. */
    STUCK,
    /** It was rejected, and a later one of the incident was accepted. */
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
   * Why a thing was rejected.
   *
   * @param words the sentence, sealed with the incident's key; absent of what was erased
   */
  public record Fault(String path, String code, Optional<Sealed> words) {}

  /** Its place among those that are stuck, as a text that sorts as the feed does. */
  public String place() {
    return of.text();
  }
}
