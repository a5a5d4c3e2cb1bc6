package uk.seenheard.api.partners.webhooks;

import java.time.Instant;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.NamedFeed;
import uk.seenheard.sync.codec.Json;

/**
 * What a subscriber is told of one item, as a CloudEvent 1.0: identifiers only, never what the item
 * says or of whom.
 *
 * @param id the same however often it is told
 */
record Event(String id, String body) {
  /** Of an item of a feed. */
  static Event of(String force, NamedFeed feed, FeedItem item) {
    String key = item.sent().text();
    Json.Obj event =
        Json.object()
            .put("specversion", "1.0")
            .put("id", key)
            .put("source", "urn:seenheard:" + force + ':' + feed.word())
            .put("type", "uk.seenheard." + feed.word() + '.' + item.type())
            .put("time", Instant.ofEpochMilli(item.at()).toString())
            .put("subject", item.incident())
            .put("datacontenttype", "application/json")
            .put(
                "data",
                Json.object()
                    .put("n", item.sent().n())
                    .put("incident", item.incident())
                    .put("href", feed.href().apply(item))
                    .build())
            .build();
    // A dot would be read as the end of the id where it is signed.
    return new Event(feed.word() + '_' + key.replace('.', '_'), event.canonical());
  }
}
