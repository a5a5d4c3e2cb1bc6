package uk.seenheard.api.partners.exchange;

import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/** Writes and reads an item of a feed as a document. */
record FeedDocument(JsonReader reader) {
  static String key(String feed, Sent sent) {
    return feed + '/' + sent.text();
  }

  Document write(String feed, FeedItem item) {
    return new Document("_id", key(feed, item.sent()))
        .append("feed", feed)
        .append("place", item.place().text())
        .append("incident", item.incident())
        .append("type", item.type())
        .append("by", item.by())
        .append("at", item.at())
        .append("with", item.with().canonical());
  }

  FeedItem read(Document document) {
    return new FeedItem(
        Place.of(document.getString("place")),
        document.getString("incident"),
        document.getString("type"),
        document.getString("by"),
        document.getLong("at"),
        (Json.Obj) reader.read(document.getString("with")));
  }

  List<FeedItem> read(List<Document> found) {
    List<FeedItem> read = new ArrayList<>();
    found.forEach(document -> read.add(read(document)));
    return read;
  }
}
