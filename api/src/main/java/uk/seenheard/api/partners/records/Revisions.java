package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.follow.Place;

/** The port to what the records system is owed, and what it has. Every write may be repeated. */
public interface Revisions {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Files authorisations; those that are known stay. */
  Future<Void> fileAuthorisations(List<Authorisation> authorisations);

  /** Authorisations after a place in the log, in the log's order. */
  Future<List<Authorisation>> authorisations(Place after, int most);

  /** What was authorised in an incident, or its erasure, in the log's order. */
  Future<List<Authorisation>> of(String incident);

  /** Puts the erasure of an incident in the place of everything that was authorised in it. */
  Future<Void> replace(Authorisation erasure);

  /** Up to where the records system has acknowledged what it received. */
  Future<Place> acknowledged();

  /** Notes how far the records system has acknowledged; never goes back. */
  Future<Void> acknowledged(Place place);
}
