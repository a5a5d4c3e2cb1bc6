package uk.seenheard.api.partners.records;

import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.change.Hash;

/**
 * An authorisation in the log: one revision for the records system. Or the erasure of an incident,
 * which takes the place of all of them.
 *
 * @param frontier digest of the changes that were authorised
 * @param at the server's clock, milliseconds since 1970
 */
public record Authorisation(
    Place place,
    String incident,
    Hash change,
    Hash frontier,
    String authorisedBy,
    long at,
    boolean isErasure) {

  /** An authorisation. */
  public Authorisation(
      Place place, String incident, Hash change, Hash frontier, String authorisedBy, long at) {
    this(place, incident, change, frontier, authorisedBy, at, false);
  }
}
