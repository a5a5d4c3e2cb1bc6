package uk.seenheard.api.partners.exchange;

import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.codec.Json;

/**
 * One thing in a feed. What it says in full is made when it is asked for, from the log; here stands
 * what it is of.
 *
 * @param place where in the log it was let go: the feed's order
 * @param type what happened, by the feed's word for it
 * @param by who let it go out
 * @param at the server's clock, milliseconds since 1970
 * @param with what else the feed keeps of it, never what somebody said
 */
public record FeedItem(
    Place place, String incident, String type, String by, long at, Json.Obj with) {
  /** Under which key it goes out, however often. */
  public Sent sent() {
    return new Sent(place.n(), incident);
  }

  /** What two ends compare: the key, and what it is of. */
  String line() {
    return sent().text() + ' ' + type + ' ' + with.canonical() + '\n';
  }
}
