package uk.seenheard.api.partners.exchange;

import java.util.Locale;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;

/** What became of one item that a partner handed in. */
public sealed interface Verdict {
  /** It is written down, and is the newest of its thing. */
  record Stored() implements Verdict {}

  /** It is here already: sending it again changes nothing. */
  record Unchanged() implements Verdict {}

  /** Something newer is here already; this one is not kept. */
  record Stale() implements Verdict {}

  /**
   * It is not taken.
   *
   * @param path the member of the item that is wrong; empty for the item itself
   * @param code the kind of fault, which does not change
   * @param words the fault in a sentence, without what was sent
   */
  record Rejected(String path, String code, String words) implements Verdict {}

  /**
   * How a version of a thing stands to the one that is here: the highest holds in whatever order
   * they come, and one version says one thing.
   */
  static Verdict ofVersion(long version, String says, long known, String knownSays) {
    if (version > known) {
      return new Stored();
    }
    if (version < known) {
      return new Stale();
    }
    return knownSays.equals(says)
        ? new Unchanged()
        : new Rejected(
            "version",
            "version-taken",
            "This version came before and said something else. Send it as a higher version.");
  }

  /** The word for it. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The fault, of an item that is rejected. */
  default Optional<Rejected> fault() {
    return this instanceof Rejected rejected ? Optional.of(rejected) : Optional.empty();
  }

  /** As it is answered, in a line that may say more. */
  default Json.Builder into(Json.Builder line) {
    line.put("verdict", word());
    fault()
        .ifPresent(
            fault ->
                line.put("path", fault.path())
                    .put("code", fault.code())
                    .put("words", fault.words()));
    return line;
  }

  /** As it is answered. */
  default Json.Obj json() {
    return into(Json.object()).build();
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
