package uk.seenheard.api.ground.seal;

import io.vertx.core.Future;

/**
 * What the log still holds of an erased incident's words: sealed bodies that nobody can open any
 * more, and that are taken out all the same. The log's chain stays whole, it stands on hashes.
 */
public interface ErasedWords {
  /** Takes the bodies of an incident out of every commit; harmless when they are gone. */
  Future<Void> takeOut(String incident);

  /** Leaves nothing on the disk of what was taken out or destroyed before. */
  Future<Void> purge();
}
