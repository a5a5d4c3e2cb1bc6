package uk.seenheard.api.ground.projection;

import uk.seenheard.sync.change.Hash;

/**
 * An authorisation in the log: one revision for the records system. Or the erasure of an incident,
 * which takes the place of all of them.
 *
 * @param frontier digest of the changes that were authorised
 * @param at the server's clock, milliseconds since 1970
 */
public record Authorisation(
    Projection.Place place,
    String incident,
    Hash change,
    Hash frontier,
    String authorisedBy,
    long at,
    boolean isErasure) {

  /** An authorisation. */
  public Authorisation(
      Projection.Place place,
      String incident,
      Hash change,
      Hash frontier,
      String authorisedBy,
      long at) {
    this(place, incident, change, frontier, authorisedBy, at, false);
  }
}
