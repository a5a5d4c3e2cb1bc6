package uk.seenheard.api.ground.projection;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.Hash;

/**
 * The port to what is derived from the log of one force. Every write may be repeated: by the same
 * process after a crash, and by other processes at the same time.
 */
public interface Projection {

  /** The last commit that is wholly in here. */
  Future<Long> applied();

  /** Notes that everything up to a commit is in here; never goes back. */
  Future<Void> applied(long n);

  /** Files changes; one that is known already stays, unless it was in quarantine and now is not. */
  Future<Void> file(List<StoredChange> changes);

  /** Changes of an incident after a place in the log and up to a commit, in the log's order. */
  Future<List<StoredChange>> changes(String incident, Place after, long through, int most);

  /** The changes with these hashes, in any order. */
  Future<List<StoredChange>> byHash(Collection<Hash> hashes);

  /** Changes in quarantine of incidents, in the log's order. */
  Future<List<StoredChange>> quarantined(Collection<String> incidents, int most);

  /** The cards of these incidents. */
  Future<Map<String, IncidentCard>> cards(Collection<String> incidents);

  /**
   * Cards of the force that say something about a child with one of these keys, for later incidents
   * to count.
   */
  Future<List<IncidentCard>> withChildren(Collection<String> keys, int most);

  /** Puts cards, each unless a later one is there. */
  Future<Void> put(Collection<IncidentCard> cards);

  /** The card of an incident, if one of the scopes may see it. */
  Future<Optional<IncidentCard>> card(String incident, Set<String> scopes);

  /** A page of the cards that one of the scopes may see, in the order of their incidents' ids. */
  Future<List<IncidentCard>> visible(Set<String> scopes, String afterIncident, int most);

  /**
   * The cards that one of the scopes may see and that came in around a moment, the nearest.
   *
   * @param most how many before the moment, and how many from it on
   */
  Future<List<IncidentCard>> around(Set<String> scopes, long at, long withinMillis, int most);

  /**
   * A page of the cards that changed after a commit and that one of the scopes may see or once saw,
   * in the order of their incidents' ids.
   */
  Future<List<IncidentCard>> changedSince(
      Set<String> scopes, long n, String afterIncident, int most);

  /** Files authorisations; those that are known stay. */
  Future<Void> fileAuthorisations(List<Authorisation> authorisations);

  /** Authorisations after a place in the log, in the log's order. */
  Future<List<Authorisation>> authorisations(Place after, int most);

  /** Up to where the records system has acknowledged what it received. */
  Future<Place> acknowledged();

  /** Notes how far the records system has acknowledged; never goes back. */
  Future<Void> acknowledged(Place place);

  /**
   * Takes an incident out, all but its id: bodies, counts, reference and authorisations go; what is
   * left says to those who could see it that they are to forget it, and to the records system that
   * it was erased.
   *
   * @param access who could see it, each closed
   * @param n the commit that erased it
   */
  Future<Void> erase(String incident, List<Access> access, long n, String by, long at);

  /** Throws everything away, to be built again from the log. */
  Future<Void> clear();

  /** A place in the log: commit and change within it. */
  record Place(long n, int i) {
    /** Before everything. */
    public static final Place START = new Place(0, -1);
  }
}
