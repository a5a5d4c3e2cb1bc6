package uk.seenheard.api.ground.changes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.ClockDocument;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/** Writes and reads a filed change as a document. */
final class ChangeDocument {
  private ChangeDocument() {}

  static String id(String feed, Hash hash) {
    return feed + '/' + hash.hex();
  }

  static Document write(String feed, StoredChange change) {
    LogEntry entry = change.entry();
    Document document =
        new Document("_id", id(feed, entry.hash()))
            .append("feed", feed)
            .append("incident", entry.incident())
            .append("n", change.n())
            .append("i", change.i())
            .append("hash", entry.hash().hex())
            .append("device", change.device())
            .append("epoch", change.epoch())
            .append("seq", change.seq())
            .append("at", change.at())
            .append("clock", ClockDocument.write(change.clock()))
            .append("author", entry.author())
            .append("team", entry.team())
            .append("verdict", entry.verdict().word())
            .append("body", new Binary(entry.body().bytes()));
    if (change.doubtful()) {
      document.append("doubtful", true);
    }
    entry.reason().ifPresent(reason -> document.append("reason", reason));
    if (entry.attends()) {
      document.append("attends", true);
    }
    return document;
  }

  static List<StoredChange> readChanges(List<Document> found) {
    return found.stream().map(ChangeDocument::readChange).collect(Collectors.toUnmodifiableList());
  }

  private static StoredChange readChange(Document found) {
    return new StoredChange(
        found.getLong("n"),
        found.getInteger("i"),
        found.getString("device"),
        found.getInteger("epoch"),
        found.getLong("seq"),
        found.getLong("at"),
        found.getBoolean("doubtful", false),
        ClockDocument.read(found.get("clock", Document.class)),
        new LogEntry(
            new Hash(found.getString("hash")),
            found.getString("incident"),
            found.getString("author"),
            found.getString("team"),
            Verdict.of(found.getString("verdict")).orElseThrow(),
            Optional.ofNullable(found.getString("reason")),
            found.getBoolean("attends", false),
            Sealed.of(found.get("body", Binary.class).getData())));
  }
}
