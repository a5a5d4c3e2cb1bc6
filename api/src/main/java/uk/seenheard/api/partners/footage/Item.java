package uk.seenheard.api.partners.footage;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import uk.seenheard.sync.codec.Json;

/**
 * One version of a thing that an evidence system knows: a recording, or who carried a camera.
 *
 * @param kind what it is
 * @param source the system, by a word that it always uses
 * @param id the thing's id there
 * @param version which version of it: the highest holds, in whatever order they come
 * @param starts by when it is found, milliseconds since 1970
 * @param found by whom or what it is found, each named by its kind: {@code person/…}
 * @param body what is kept of it: only the members that the product has a use for
 */
record Item(
    Kind kind,
    String source,
    String id,
    long version,
    long starts,
    Set<String> found,
    Json.Obj body) {
  private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MOST_ID = 128;

  /** The highest version: the last whole number that JSON holds exactly in every language. */
  private static final long LAST_VERSION = 9_007_199_254_740_991L;

  Item {
    found = Set.copyOf(found);
  }

  /** What a thing is. */
  enum Kind {
    CLIP,
    CARRIED
  }

  /** What was read of an item: the item, or what is wrong with it. */
  sealed interface Reading {}

  /** It can be kept. */
  record Read(Item item) implements Reading {}

  /** It cannot. */
  record Faulty(Verdict.Rejected fault) implements Reading {}

  static Faulty faulty(String path, String code, String words) {
    return new Faulty(new Verdict.Rejected(path, code, words));
  }

  /** By which name a thing is found whose id only its own system gives out. */
  static String key(Kind kind, String source, String id) {
    return kind + "/" + source + '/' + id;
  }

  String key() {
    return key(kind, source, id);
  }

  /** What is wrong with how an item names itself; empty when nothing is. */
  static Optional<Faulty> misnamed(Json.Obj given) {
    if (given.text("source").filter(one -> SOURCE.matcher(one).matches()).isEmpty()) {
      return Optional.of(
          faulty(
              "source",
              "source",
              "Name the system in small letters, digits and hyphens, 32 at most, a letter first."));
    }
    if (given.text("id").filter(Item::isId).isEmpty()) {
      return Optional.of(
          faulty("id", "id", "Give the thing's id: 1 to 128 characters, no spaces."));
    }
    return given.whole("version").filter(one -> one >= 0 && one <= LAST_VERSION).isEmpty()
        ? Optional.of(
            faulty("version", "version", "Give the version: a whole number from 0 to 2^53 - 1."))
        : Optional.empty();
  }

  /** Whether a text is an id of a system's: not empty, not long, nothing that is not seen. */
  static boolean isId(String id) {
    return !id.isEmpty()
        && id.length() <= MOST_ID
        && id.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
  }
}
