package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;

/**
 * The port to the sealed bodies of a log. Each lies once, beside the commits: what a commit has of
 * an incident in one piece, which an erasure takes away.
 */
public interface SealedBodies {
  /**
   * The name of a piece.
   *
   * @param bodies the hash over what is in it, as its commit says it: so that a piece that another
   *     process wrote for the same position is another piece
   */
  record Piece(String incident, long n, Hash bodies) {}

  /**
   * What pieces hold, by the place of each change in its commit. Nothing of one that is gone, or
   * that cannot be read: the others are served, and a check of the log says which it is.
   */
  Future<Map<Piece, Map<Integer, Sealed>>> of(Collection<Piece> pieces);
}
