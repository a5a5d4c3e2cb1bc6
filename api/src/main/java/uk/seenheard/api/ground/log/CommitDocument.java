package uk.seenheard.api.ground.log;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.ClockDocument;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/** Writes and reads a commit as the document that MongoDB stores: all but its sealed bodies. */
final class CommitDocument {
  /**
   * The number of this form. From 4 on what an incident has in a commit is filed as one; from 5 on
   * its sealed bodies lie once, beside the commit.
   */
  private static final int FORMAT = 5;

  private static final String EARLIER =
      "it was written by an earlier version of this server, whose logs this version does not read;"
          + " begin with a new data folder";

  private static final HexFormat HEX = HexFormat.of();

  /** What a change says only where the one before it in its batch says something else. */
  private static final List<String> CARRIED = List.of("incident", "author", "team");

  private CommitDocument() {}

  static Document write(Commit commit) {
    List<Document> batches = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (Batch batch : commit.batches()) {
      batches.add(write(batch));
      keys.add(batch.key());
    }
    List<Document> bodies = new ArrayList<>();
    commit
        .bodies()
        .forEach(
            (incident, hash) ->
                bodies.add(new Document("incident", incident).append("hash", hash.hex())));
    return new Document("_id", String.format(Locale.ROOT, "%s/%012d", commit.feed(), commit.n()))
        .append("v", FORMAT)
        .append("feed", commit.feed())
        .append("n", commit.n())
        .append("prev", commit.prev().hex())
        .append("at", commit.at())
        .append("devices", new ArrayList<>(commit.devices()))
        .append("keys", keys)
        .append("doubtful", commit.doubtful())
        .append("batches", batches)
        .append("bodies", bodies)
        .append("seal", commit.seal());
  }

  /** The document as it was found, and whether it is one that this writes, to the last member. */
  static CommitLog.Kept kept(Document found) {
    long n = found.get("n") instanceof Long position ? position : 0;
    if (!Integer.valueOf(FORMAT).equals(found.get("v"))) {
      return new CommitLog.Kept(n, Optional.empty(), Optional.of(EARLIER));
    }
    try {
      Commit commit = read(found);
      boolean same = write(commit).equals(found);
      return new CommitLog.Kept(
          n,
          Optional.of(commit),
          same ? Optional.empty() : Optional.of("it holds what the log did not write"));
    } catch (RuntimeException unreadable) {
      // Whatever was done to it, it is no commit any more.
      return new CommitLog.Kept(n, Optional.empty(), Optional.of("it cannot be read"));
    }
  }

  private static Document write(Batch batch) {
    List<Document> changes = new ArrayList<>();
    Optional<LogEntry> before = Optional.empty();
    for (LogEntry entry : batch.changes()) {
      Document change = new Document("hash", new Binary(HEX.parseHex(entry.hash().hex())));
      append(change, "incident", entry, before, LogEntry::incident);
      append(change, "author", entry, before, LogEntry::author);
      append(change, "team", entry, before, LogEntry::team);
      if (entry.verdict() != Verdict.APPLIED) {
        change.append("verdict", entry.verdict().word());
      }
      entry.reason().ifPresent(reason -> change.append("reason", reason));
      if (entry.attends()) {
        change.append("attends", true);
      }
      if (entry.supervises()) {
        change.append("supervises", true);
      }
      changes.add(change);
      before = Optional.of(entry);
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

  /** What is as in the change before is not said again. */
  private static void append(
      Document change,
      String member,
      LogEntry entry,
      Optional<LogEntry> before,
      Function<LogEntry, String> says) {
    String said = says.apply(entry);
    if (before.map(says).filter(said::equals).isEmpty()) {
      change.append(member, said);
    }
  }

  static Commit read(Document found) {
    if (!Integer.valueOf(FORMAT).equals(found.get("v"))) {
      throw new LogRefused("The log cannot be read: " + EARLIER + ".");
    }
    List<Batch> batches = new ArrayList<>();
    for (Document batch : found.getList("batches", Document.class)) {
      batches.add(readBatch(batch));
    }
    Map<String, Hash> bodies = new TreeMap<>();
    for (Document body : found.getList("bodies", Document.class)) {
      bodies.put(body.getString("incident"), new Hash(body.getString("hash")));
    }
    return new Commit(
        found.getString("feed"),
        found.getLong("n"),
        new Hash(found.getString("prev")),
        found.getLong("at"),
        found.getBoolean("doubtful"),
        batches,
        bodies,
        found.getString("seal"));
  }

  private static Batch readBatch(Document found) {
    List<LogEntry> changes = new ArrayList<>();
    Document last = new Document();
    for (Document change : found.getList("changes", Document.class)) {
      for (String member : CARRIED) {
        if (change.containsKey(member)) {
          last.put(member, change.get(member));
        }
      }
      changes.add(
          new LogEntry(
              new Hash(HEX.formatHex(change.get("hash", Binary.class).getData())),
              last.getString("incident"),
              last.getString("author"),
              last.getString("team"),
              Verdict.of(change.get("verdict", Verdict.APPLIED.word())).orElseThrow(),
              Optional.ofNullable(change.getString("reason")),
              change.getBoolean("attends", false),
              change.getBoolean("supervises", false),
              Sealed.NOTHING));
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
