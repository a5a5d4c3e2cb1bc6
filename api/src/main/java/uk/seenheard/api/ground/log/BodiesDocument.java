package uk.seenheard.api.ground.log;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.ground.seal.Sealed;

/**
 * Writes and reads the sealed bodies that a commit has of an incident as a document: one behind the
 * other, each behind its place in the commit and its length. What was left out as known has none.
 */
final class BodiesDocument {
  private static final int NAME_DIGITS = 32;

  private BodiesDocument() {}

  /** All pieces of an incident, and of nothing else: a range of keys, in the log's order. */
  static Where of(String feed, String incident) {
    String before = feed + '/' + incident;
    return and(gt("_id", before + '/'), lt("_id", before + (char) ('/' + 1)));
  }

  static String id(String feed, SealedBodies.Piece piece) {
    return feed
        + '/'
        + piece.incident()
        + '/'
        + String.format(Locale.ROOT, "%012d", piece.n())
        + '/'
        + piece.bodies().hex().substring(0, NAME_DIGITS);
  }

  /** The pieces that a commit names. */
  static List<SealedBodies.Piece> pieces(Commit commit) {
    List<SealedBodies.Piece> pieces = new ArrayList<>();
    commit
        .bodies()
        .forEach(
            (incident, hash) -> pieces.add(new SealedBodies.Piece(incident, commit.n(), hash)));
    return pieces;
  }

  /** The pieces of a commit in which there is anything. */
  static List<Document> write(Commit commit) {
    Map<String, Map<Integer, Sealed>> byIncident = new TreeMap<>();
    int i = 0;
    for (Batch batch : commit.batches()) {
      for (LogEntry entry : batch.changes()) {
        if (entry.body().length() > 0) {
          byIncident
              .computeIfAbsent(entry.incident(), unused -> new TreeMap<>())
              .put(i, entry.body());
        }
        i++;
      }
    }
    List<Document> documents = new ArrayList<>();
    for (SealedBodies.Piece piece : pieces(commit)) {
      Map<Integer, Sealed> bodies = byIncident.get(piece.incident());
      if (bodies != null) {
        documents.add(
            new Document("_id", id(commit.feed(), piece))
                .append("feed", commit.feed())
                .append("n", commit.n())
                .append("bodies", new Binary(bytes(bodies))));
      }
    }
    return documents;
  }

  private static byte[] bytes(Map<Integer, Sealed> bodies) {
    int length = 0;
    for (Sealed body : bodies.values()) {
      length += 2 * Integer.BYTES + body.length();
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    bodies.forEach(
        (i, body) -> {
          bytes.putInt(i).putInt(body.length());
          body.into(bytes);
        });
    return bytes.array();
  }

  /**
   * What a piece holds.
   *
   * @throws RuntimeException where it is none
   */
  static Map<Integer, Sealed> read(Document found) {
    ByteBuffer bytes = ByteBuffer.wrap(found.get("bodies", Binary.class).getData());
    Map<Integer, Sealed> bodies = new HashMap<>();
    while (bytes.hasRemaining()) {
      int i = bytes.getInt();
      int length = bytes.getInt();
      if (length <= 0 || length > bytes.remaining()) {
        throw new IllegalArgumentException("a body of " + length + " bytes");
      }
      bodies.put(i, Sealed.from(bytes, length));
    }
    return bodies;
  }
}
