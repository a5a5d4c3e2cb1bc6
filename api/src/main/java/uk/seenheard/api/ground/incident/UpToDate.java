package uk.seenheard.api.ground.incident;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.function.Predicate;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.log.CommitLog;

/**
 * Waits until what the log says can be read here.
 *
 * @param large whether so much is written in an incident that only who asks for it waits for that
 */
public record UpToDate(CommitLog log, Projector projector, Predicate<String> large) {
  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  /** A commit where everything up to it can be read, and that was the last one, or is later. */
  Future<Long> all() {
    return log.last()
        .compose(this::reached)
        // Where the projections stand, not in the middle of one of their rounds: that is at hand.
        .map(reached -> projector.applied());
  }

  /** The same, but for what is on its way of other large incidents. */
  Future<Long> of(Collection<String> incidents) {
    return log.last()
        .compose(
            n ->
                projector.reached(
                    n,
                    said -> incidents.contains(said) || !large.test(said),
                    PROJECTION_WAIT_MILLIS))
        .map(reached -> projector.applied());
  }

  /** Everything up to a commit can be read. */
  Future<Void> reached(long n) {
    return projector.reached(n, PROJECTION_WAIT_MILLIS);
  }
}
