package uk.seenheard.api.partners.records;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/** What became of one outcome that the records system said. */
sealed interface Verdict {
  /** It is written down. */
  record Stored() implements Verdict {}

  /** It was said before: saying it again changes nothing. */
  record Unchanged() implements Verdict {}

  /** The revision was accepted before, and stays so; nothing is written. */
  record Stale() implements Verdict {}

  /**
   * It is not taken.
   *
   * @param path the member of the item that is wrong; empty for the item itself
   * @param code the kind of fault, which does not change
   * @param words the fault in a sentence, without what was sent
   */
  record Rejected(String path, String code, String words) implements Verdict {}

  /** The word for it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** As it is answered. */
  default Json.Obj json() {
    Json.Builder line = Json.object().put("verdict", word());
    if (this instanceof Rejected fault) {
      line.put("path", fault.path()).put("code", fault.code()).put("words", fault.words());
    }
    return line.build();
  }

  /** What was written, or that there was nothing to write. */
  static Verdict of(boolean written) {
    return written ? new Stored() : new Unchanged();
  }

  /** The fault of an item that could not be read. */
  static Verdict of(Optional<Rejected> fault) {
    return fault.orElseThrow(() -> new IllegalStateException("an item without a fault"));
  }
}
