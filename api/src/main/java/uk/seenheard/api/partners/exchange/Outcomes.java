package uk.seenheard.api.partners.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * The port to what a partner said of each thing that it was sent. Every write may be repeated, and
 * one that comes after a later one changes nothing.
 */
public interface Outcomes {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /**
   * Notes what was said of one. Where it was accepted, whatever is stuck of earlier ones of the
   * incident is corrected by it.
   */
  Future<Void> note(Told told);

  /** Notes that a person ended what is stuck. */
  Future<Void> end(Sent of, long said);

  /** What was said last of one. */
  Future<Optional<Told>> of(Sent of);

  /** What is stuck, in the feed's order, after a place; an empty place is before everything. */
  Future<List<Told>> stuck(String after, int most);

  /** Forgets what was said of an incident. */
  Future<Void> erase(String incident);
}
