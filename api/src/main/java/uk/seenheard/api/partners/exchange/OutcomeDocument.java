package uk.seenheard.api.partners.exchange;

import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.ground.seal.Sealed;

/** Writes and reads what was said of something that went out as a document. */
final class OutcomeDocument {
  private OutcomeDocument() {}

  static String key(String feed, Sent of) {
    return feed + '/' + of.text();
  }

  static Document write(String feed, Told told) {
    Document document =
        new Document("_id", key(feed, told.of()))
            .append("feed", feed)
            .append("place", told.place())
            .append("incident", told.of().incident())
            .append("standing", told.standing().word())
            .append("since", told.since())
            .append("by", told.by())
            .append("said", told.said());
    told.fault()
        .ifPresent(
            fault -> {
              document.append("path", fault.path()).append("code", fault.code());
              fault.words().ifPresent(words -> document.append("words", new Binary(words.bytes())));
            });
    return document;
  }

  static Change standing(Told.Standing standing, long said) {
    return Change.set("standing", standing.word()).and(Change.set("said", said));
  }

  static Told read(Document found) {
    Optional<String> code = Optional.ofNullable(found.getString("code"));
    return new Told(
        Sent.of(found.getString("place")),
        Told.Standing.of(found.getString("standing")),
        found.getLong("since"),
        found.getString("by"),
        code.map(one -> new Told.Fault(found.getString("path"), one, words(found))),
        found.getLong("said"));
  }

  private static Optional<Sealed> words(Document found) {
    return Optional.ofNullable(found.get("words", Binary.class))
        .map(words -> Sealed.of(words.getData()));
  }
}
