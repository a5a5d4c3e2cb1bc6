package uk.seenheard.api.ground.changes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.ClockDocument;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.log.LogEntry;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.ClockReading;
import uk.seenheard.sync.feed.Verdict;

/**
 * Writes and reads a segment as a document: all but the sealed bodies, which lie in the log. What
 * consecutive changes have in common stands once.
 */
final class SegmentDocument {
  private static final HexFormat HEX = HexFormat.of();

  private SegmentDocument() {}

  /** Sorts as the log does within an incident. */
  static String id(String feed, String incident, long n) {
    return String.format(Locale.ROOT, "%s/%s/%019d", feed, incident, n);
  }

  static Document write(String feed, Segment segment) {
    StoredChange first = segment.changes().get(0);
    List<Document> runs = new ArrayList<>();
    List<Document> changes = new ArrayList<>();
    StoredChange before = first;
    for (StoredChange change : segment.changes()) {
      if (!changes.isEmpty() && !isAlike(before, change)) {
        runs.add(run(before, changes));
        changes = new ArrayList<>();
      }
      changes.add(write(change, segment.gone()));
      before = change;
    }
    runs.add(run(before, changes));
    Document document =
        new Document("_id", id(feed, segment.incident(), segment.n()))
            .append("feed", feed)
            .append("incident", segment.incident())
            .append("n", segment.n())
            .append("at", first.at())
            .append("bodies", binary(first.bodies()))
            .append("runs", runs);
    if (first.doubtful()) {
      document.append("doubtful", true);
    }
    return document;
  }

  private static boolean isAlike(StoredChange one, StoredChange other) {
    return one.device().equals(other.device())
        && one.epoch() == other.epoch()
        && one.clock().equals(other.clock())
        && one.entry().author().equals(other.entry().author())
        && one.entry().team().equals(other.entry().team());
  }

  private static Document run(StoredChange like, List<Document> changes) {
    return new Document("device", like.device())
        .append("epoch", like.epoch())
        .append("clock", ClockDocument.write(like.clock()))
        .append("author", like.entry().author())
        .append("team", like.entry().team())
        .append("changes", changes);
  }

  private static Document write(StoredChange change, Set<Integer> gone) {
    LogEntry entry = change.entry();
    Document document =
        new Document("i", change.i())
            .append("seq", change.seq())
            .append("hash", binary(entry.hash()));
    if (!change.isApplied()) {
      document.append("verdict", entry.verdict().word());
    }
    entry.reason().ifPresent(reason -> document.append("reason", reason));
    if (entry.attends()) {
      document.append("attends", true);
    }
    if (entry.supervises()) {
      document.append("supervises", true);
    }
    if (gone.contains(change.i())) {
      document.append("gone", true);
    }
    return document;
  }

  private static Binary binary(Hash hash) {
    return new Binary(HEX.parseHex(hash.hex()));
  }

  private static Hash hash(Document found, String field) {
    return new Hash(HEX.formatHex(found.get(field, Binary.class).getData()));
  }

  /** A segment, without its bodies. */
  static Segment read(Document found) {
    long n = found.getLong("n");
    long at = found.getLong("at");
    boolean doubtful = found.getBoolean("doubtful", false);
    String incident = found.getString("incident");
    Hash bodies = hash(found, "bodies");
    List<StoredChange> changes = new ArrayList<>();
    Set<Integer> gone = new HashSet<>();
    for (Document run : found.getList("runs", Document.class)) {
      ClockReading clock = ClockDocument.read(run.get("clock", Document.class));
      for (Document change : run.getList("changes", Document.class)) {
        int i = change.getInteger("i");
        changes.add(
            new StoredChange(
                n,
                i,
                run.getString("device"),
                run.getInteger("epoch"),
                change.getLong("seq"),
                at,
                doubtful,
                clock,
                bodies,
                new LogEntry(
                    hash(change, "hash"),
                    incident,
                    run.getString("author"),
                    run.getString("team"),
                    verdict(change),
                    Optional.ofNullable(change.getString("reason")),
                    change.getBoolean("attends", false),
                    change.getBoolean("supervises", false),
                    Sealed.NOTHING)));
        if (change.getBoolean("gone", false)) {
          gone.add(i);
        }
      }
    }
    return new Segment(incident, n, changes, gone);
  }

  private static Verdict verdict(Document change) {
    return Verdict.of(change.get("verdict", Verdict.APPLIED.word())).orElseThrow();
  }

  /** The name of the field that says of the change at a place that it stands there no longer. */
  static String goneAt(Document found, int i) {
    List<Document> runs = found.getList("runs", Document.class);
    for (int r = 0; r < runs.size(); r++) {
      List<Document> changes = runs.get(r).getList("changes", Document.class);
      for (int c = 0; c < changes.size(); c++) {
        if (changes.get(c).getInteger("i") == i) {
          return "runs." + r + ".changes." + c + ".gone";
        }
      }
    }
    throw new IllegalArgumentException("no change at " + i + " of commit " + found.get("n"));
  }
}
