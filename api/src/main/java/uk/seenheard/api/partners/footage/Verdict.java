package uk.seenheard.api.partners.footage;

import java.util.Locale;
import java.util.Optional;

/** What became of one item that an evidence system handed in. */
sealed interface Verdict {
  /** It is kept, and is the newest of its thing. */
  record Stored() implements Verdict {}

  /** This very version is here already: sending it again changes nothing. */
  record Unchanged() implements Verdict {}

  /** A newer version is here already; this one is not kept. */
  record Stale() implements Verdict {}

  /**
   * It is not kept.
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

  /** The fault, of an item that is rejected. */
  default Optional<Rejected> fault() {
    return this instanceof Rejected rejected ? Optional.of(rejected) : Optional.empty();
  }
}
