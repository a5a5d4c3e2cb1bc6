package uk.seenheard.api.partners.evidence;

import java.util.Optional;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.sync.codec.Json;

/**
 * How one recording is to stand, as it goes out.
 *
 * @param sent its key, by which an outcome names it
 * @param at when it was written, milliseconds since 1970
 * @param reference under which reference the incident is known, if it has one
 * @param wanted what is wanted, as the act has it; empty where the incident was erased: then
 *     everything that its system keeps of the incident is to go
 */
record Wish(Sent sent, long at, Optional<String> reference, Optional<Json.Obj> wanted) {
  /** The word for how a recording is to stand. */
  static final String WISH = "wish";

  /** The word for an incident of which nothing is to be left. */
  static final String ERASED = "erased";

  /** What is to be done with an incident that was erased. */
  static Wish erased(FeedItem item) {
    return new Wish(item.sent(), item.at(), Optional.empty(), Optional.empty());
  }

  /** Whether both are about one recording. */
  boolean isAboutTheSameAs(Wish other) {
    return wanted.isPresent()
        && other.wanted().isPresent()
        && wanted.get().text("source").equals(other.wanted().get().text("source"))
        && wanted.get().text("clip").equals(other.wanted().get().text("clip"));
  }

  /** Whether it is for that system: an erasure is for all of them. */
  boolean isFor(Optional<String> source) {
    return source.isEmpty()
        || wanted.flatMap(one -> one.text("source")).map(source.get()::equals).orElse(true);
  }
}
