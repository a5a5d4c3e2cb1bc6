package uk.seenheard.api.partners.records;

import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/**
 * An authorisation in the log: one revision for the records system. Or the erasure of an incident,
 * which takes the place of all of them.
 *
 * @param frontier digest of the changes that were authorised
 * @param at the server's clock, milliseconds since 1970
 */
record Authorisation(
    Place place, String incident, Hash frontier, String authorisedBy, long at, boolean isErasure) {
  private static final String REVISION = "revision";
  private static final String ERASED = "erased";
  private static final String FRONTIER = "frontier";

  /** An authorisation. */
  Authorisation(Place place, String incident, Hash frontier, String authorisedBy, long at) {
    this(place, incident, frontier, authorisedBy, at, false);
  }

  /** As it stands in the feed. */
  FeedItem item() {
    return new FeedItem(
        place,
        incident,
        isErasure ? ERASED : REVISION,
        authorisedBy,
        at,
        Json.object().put(FRONTIER, frontier.hex()).build());
  }

  /** As it is read from there. */
  static Authorisation of(FeedItem item) {
    return new Authorisation(
        item.place(),
        item.incident(),
        new Hash(item.with().text(FRONTIER).orElseThrow()),
        item.by(),
        item.at(),
        item.type().equals(ERASED));
  }
}
