package uk.seenheard.api.desk.review;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.codec.Limits;

/**
 * A page of what happened to an incident: bounded by number, and by the characters of its contents,
 * since one change may be as long as hundreds of others.
 *
 * @param more whether something follows
 */
record HistoryPage(List<OpenedChange> changes, boolean more) {
  /** Changes in a page. */
  private static final int MOST = 500;

  /** Changes that are read at once: of the biggest, 6.5 MB. */
  private static final int PART = 100;

  HistoryPage {
    changes = List.copyOf(changes);
  }

  /**
   * Gathers a page.
   *
   * @param part reads the next changes after a place, at most so many
   */
  static Future<HistoryPage> gather(Place after, Part part) {
    return gather(after, part, new ArrayList<>(), 0);
  }

  /** Reads some changes after a place. */
  @FunctionalInterface
  interface Part {
    Future<List<OpenedChange>> after(Place place, int most);
  }

  private static Future<HistoryPage> gather(
      Place after, Part part, List<OpenedChange> gathered, long before) {
    int most = Math.min(PART, MOST - gathered.size());
    return part.after(after, most)
        .compose(
            found -> {
              long chars = before;
              for (OpenedChange change : found) {
                if (chars >= Limits.PAGE_CHARS) {
                  return Future.succeededFuture(new HistoryPage(gathered, true));
                }
                gathered.add(change);
                chars += change.content().map(String::length).orElse(0);
              }
              if (found.size() < most) {
                return Future.succeededFuture(new HistoryPage(gathered, false));
              }
              return gathered.size() >= MOST || chars >= Limits.PAGE_CHARS
                  ? Future.succeededFuture(new HistoryPage(gathered, true))
                  : gather(place(gathered.get(gathered.size() - 1)), part, gathered, chars);
            });
  }

  /** Where its last change stands, when something follows. */
  Optional<Place> next() {
    return more ? Optional.of(place(changes.get(changes.size() - 1))) : Optional.empty();
  }

  private static Place place(OpenedChange change) {
    return new Place(change.stored().n(), change.stored().i());
  }
}
