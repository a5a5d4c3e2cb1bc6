package uk.seenheard.api.pull;

import io.vertx.core.Future;

/**
 * The port that names the present life of a force's log. Cursors count in it; a restore from a
 * backup begins a new one, so that nobody follows a cursor into commits that were lost.
 */
@FunctionalInterface
public interface FeedEpoch {
  /** Its name, made when there is none. */
  Future<String> current();
}
