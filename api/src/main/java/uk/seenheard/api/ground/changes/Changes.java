package uk.seenheard.api.ground.changes;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;

/** The port to the changes of the log, filed by incident. Every write may be repeated. */
public interface Changes {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Files changes; one that is known already stays, unless it was in quarantine and now is not. */
  Future<Void> file(List<StoredChange> changes);

  /** Changes of an incident after a place in the log and up to a commit, in the log's order. */
  Future<List<StoredChange>> changes(String incident, Place after, long through, int most);

  /** The changes with these hashes, in any order. */
  Future<List<StoredChange>> byHash(Collection<Hash> hashes);

  /** Changes in quarantine of an incident after a place in the log, in the log's order. */
  Future<List<StoredChange>> quarantined(String incident, Place after, int most);

  /** Empties the bodies of an incident that was erased. */
  Future<Void> erase(String incident);
}
