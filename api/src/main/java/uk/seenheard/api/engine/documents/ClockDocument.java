package uk.seenheard.api.engine.documents;

import org.bson.Document;
import uk.seenheard.sync.feed.ClockReading;

/** Writes and reads a clock reading as the document that the store keeps. */
public final class ClockDocument {
  private ClockDocument() {}

  /** The document. */
  public static Document write(ClockReading clock) {
    return new Document("wall", clock.wall())
        .append("boot", clock.boot())
        .append("elapsed", clock.elapsed());
  }

  /** The reading. */
  public static ClockReading read(Document found) {
    return new ClockReading(
        found.getLong("wall"), found.getString("boot"), found.getLong("elapsed"));
  }
}
