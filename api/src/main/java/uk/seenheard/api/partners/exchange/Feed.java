package uk.seenheard.api.partners.exchange;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.follow.Place;

/**
 * The port to what one partner is owed, in the log's order, and what it has. Follows from the log:
 * every write may be repeated.
 */
public interface Feed {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Files items; those that are known stay. */
  Future<Void> file(List<FeedItem> items);

  /** Items after a place in the log, in the log's order. */
  Future<List<FeedItem>> after(Place place, int most);

  /** The place before the first item of that time or later; empty where there is none yet. */
  Future<Optional<Place>> before(long since);

  /** Items of a time, the end excluded, in the log's order, after a place. */
  Future<List<FeedItem>> between(long from, long to, Place after, int most);

  /** One item, by its key. */
  Future<Optional<FeedItem>> one(Sent sent);

  /** Everything of an incident, in the log's order. */
  Future<List<FeedItem>> of(String incident);

  /** Puts the word that an incident was erased in the place of everything of it. */
  Future<Void> replace(FeedItem erasure);

  /** Up to where the partner has acknowledged what it received. */
  Future<Place> acknowledged();

  /** Notes how far the partner has acknowledged; never goes back. */
  Future<Void> acknowledged(Place place);
}
