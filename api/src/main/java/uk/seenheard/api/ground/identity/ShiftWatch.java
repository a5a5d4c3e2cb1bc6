package uk.seenheard.api.ground.identity;

import io.vertx.core.Future;

/** The port by which others learn that a shift was begun on a device. */
@FunctionalInterface
public interface ShiftWatch {
  /** Takes note; done once it is written down, and failed while that has to wait for the store. */
  Future<Void> began(ShiftPass pass);
}
