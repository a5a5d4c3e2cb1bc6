package uk.seenheard.api.partners.footage;

import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.partners.exchange.ItemName;
import uk.seenheard.api.partners.exchange.Verdict;
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
    return ItemName.fault(given).map(Faulty::new);
  }

  /** Whether a text is an id of a system's: not empty, not long, nothing that is not seen. */
  static boolean isId(String id) {
    return ItemName.isId(id);
  }
}
