package uk.seenheard.api.ground.changes;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;

/**
 * The port to the changes of the log, filed by incident. Their bodies stay in the log, where an
 * erasure takes them: a change whose body is gone has none here. Every write may be repeated.
 */
public interface Changes {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /**
   * Files changes, of a commit all or none of what an incident has in it, in the log's order; one
   * that is known already stays, unless it was in quarantine and now is not.
   */
  Future<Void> file(List<StoredChange> changes);

  /** Changes of an incident after a place in the log and up to a commit, in the log's order. */
  Future<List<StoredChange>> changes(String incident, Place after, long through, int most);

  /** The same without their bodies, for who looks at no words. */
  Future<List<StoredChange>> outlines(String incident, Place after, long through, int most);

  /**
   * What is asked for of one incident of several.
   *
   * @param after behind which place in the log
   * @param most how many changes at most
   */
  record Wanted(String incident, Place after, int most) {}

  /**
   * What was found of it, in the log's order.
   *
   * @param all whether nothing follows; where something does, it is to be asked for by itself
   */
  record Part(List<StoredChange> changes, boolean all) {
    /** Copies. */
    public Part {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Changes of several incidents, up to a commit, with their bodies, in the order in which they are
   * asked for: as many reads as of one.
   */
  Future<List<Part>> parts(List<Wanted> wanted, long through);

  /**
   * The changes of an incident with these hashes, in any order, and those that could not be read
   * and so belong to none. Reads which hashes the whole incident has.
   */
  Future<List<StoredChange>> byHash(String incident, Collection<Hash> hashes);

  /** The same without their bodies, of several incidents one after the other. */
  default Future<List<StoredChange>> known(Map<String, Set<Hash>> hashes) {
    List<StoredChange> found = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (Map.Entry<String, Set<Hash>> one : hashes.entrySet()) {
      read =
          read.compose(before -> known(one.getKey(), one.getValue()))
              .map(
                  changes -> {
                    found.addAll(changes);
                    return null;
                  });
    }
    return read.map(found);
  }

  /** What {@link #byHash} finds, without bodies. */
  Future<List<StoredChange>> known(String incident, Collection<Hash> hashes);

  /** Changes in quarantine of an incident after a place in the log, in the log's order. */
  Future<List<StoredChange>> quarantined(String incident, Place after, int most);
}
