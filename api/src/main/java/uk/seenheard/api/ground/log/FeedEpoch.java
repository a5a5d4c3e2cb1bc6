package uk.seenheard.api.ground.log;

import io.vertx.core.Future;

/**
 * The port that names the present life of a force's log. Cursors count in it; a restore from a
 * backup begins a new one, so that nobody follows a cursor into commits that were lost.
 */
public interface FeedEpoch {
  /** Its name, made when there is none. */
  Future<String> current();

  /** Begins a new life: every cursor of the old one is refused from now on. */
  Future<String> renew();
}
