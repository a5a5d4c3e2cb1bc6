package uk.seenheard.api.ground.changes;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.log.SealedBodies;
import uk.seenheard.api.ground.seal.Sealed;

/** The bodies of a log in memory. */
final class LoggedBodies implements SealedBodies {
  private final Map<Piece, Map<Integer, Sealed>> pieces = new HashMap<>();

  void log(List<StoredChange> changes) {
    for (StoredChange change : changes) {
      pieces
          .computeIfAbsent(
              new Piece(change.entry().incident(), change.n(), change.bodies()),
              unused -> new HashMap<>())
          .put(change.i(), change.entry().body());
    }
  }

  void erase(String incident) {
    pieces.keySet().removeIf(piece -> piece.incident().equals(incident));
  }

  @Override
  public Future<Map<Piece, Map<Integer, Sealed>>> of(Collection<Piece> asked) {
    Map<Piece, Map<Integer, Sealed>> found = new HashMap<>(pieces);
    found.keySet().retainAll(asked);
    return Future.succeededFuture(found);
  }
}
