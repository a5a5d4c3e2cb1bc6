package uk.seenheard.api.ground.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.ClockDocument;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/** Writes and reads a commit as the document that MongoDB stores. */
final class CommitDocument {
  private CommitDocument() {}

  static Document write(Commit commit) {
    List<Document> batches = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Batch batch : commit.batches()) {
      batches.add(write(batch));
      keys.add(batch.key());
    }
    return new Document("_id", String.format("%s/%012d", commit.feed(), commit.n()))
        .append("feed", commit.feed())
        .append("n", commit.n())
        .append("prev", commit.prev().hex())
        .append("at", commit.at())
        .append("devices", new ArrayList<>(commit.devices()))
        .append("keys", keys)
        .append("batches", batches);
  }

  private static Document write(Batch batch) {
    List<Document> changes = new ArrayList<>();
    for (LogEntry entry : batch.changes()) {
      Document change =
          new Document("hash", entry.hash().hex())
              .append("incident", entry.incident())
              .append("author", entry.author())
              .append("team", entry.team())
              .append("verdict", entry.verdict().word())
              .append("body", new Binary(entry.body().bytes()));
      entry.reason().ifPresent(reason -> change.append("reason", reason));
      changes.add(change);
    }
    return new Document("device", batch.device())
        .append("epoch", batch.epoch())
        .append("from", batch.from())
        .append("to", batch.to())
        .append("head", batch.head().hex())
        .append("signature", batch.signature())
        .append("clock", ClockDocument.write(batch.clock()))
        .append("changes", changes);
  }

  static Commit read(Document found) {
    List<Batch> batches = new ArrayList<>();
    for (Document batch : found.getList("batches", Document.class)) {
      batches.add(readBatch(batch));
    }
    return new Commit(
        found.getString("feed"),
        found.getLong("n"),
        new Hash(found.getString("prev")),
        found.getLong("at"),
        batches);
  }

  private static Batch readBatch(Document found) {
    List<LogEntry> changes = new ArrayList<>();
    for (Document change : found.getList("changes", Document.class)) {
      changes.add(
          new LogEntry(
              new Hash(change.getString("hash")),
              change.getString("incident"),
              change.getString("author"),
              change.getString("team"),
              Verdict.of(change.getString("verdict")).orElseThrow(),
              Optional.ofNullable(change.getString("reason")),
              Sealed.of(change.get("body", Binary.class).getData())));
    }
    return new Batch(
        found.getString("device"),
        found.getInteger("epoch"),
        found.getLong("from"),
        new Hash(found.getString("head")),
        found.getString("signature"),
        ClockDocument.read(found.get("clock", Document.class)),
        changes);
  }
}
