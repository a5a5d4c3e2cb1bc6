package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;

/**
 * The port to which generation of the projections serves. Each rebuild makes a new one beside those
 * that there are; every process moves to it once it holds what the log holds.
 */
public interface Generations {
  /** The first, which nobody has rebuilt. */
  int FIRST = 1;

  /** The one that serves. */
  Future<Integer> serving();

  /** Takes the number of a new one, which nobody else is given. */
  Future<Integer> next();

  /** Says which one serves from now on; never goes back. */
  Future<Void> serve(int generation);
}
