package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;

/** The port to how far the read models of one generation are. */
public interface Watermark {
  /** The last commit that is wholly in them. */
  Future<Long> applied();

  /** Notes that everything up to a commit is in them; never goes back. */
  Future<Void> applied(long n);
}
