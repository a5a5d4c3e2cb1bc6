package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The port to what the records system said of each revision. Every write may be repeated, and one
 * that comes after a later one changes nothing.
 */
interface Outcomes {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /**
   * Notes what was said of a revision. Where it was accepted, whatever is stuck of earlier
   * revisions of the incident is corrected by it.
   */
  Future<Void> note(Told told);

  /** Notes that a person ended what is stuck. */
  Future<Void> end(Outcome.Of of, long said);

  /** What was said last of a revision. */
  Future<Optional<Told>> of(Outcome.Of of);

  /** What is stuck, in the feed's order, after a place; an empty place is before everything. */
  Future<List<Told>> stuck(String after, int most);

  /** Forgets what was said of an incident. */
  Future<Void> erase(String incident);
}
