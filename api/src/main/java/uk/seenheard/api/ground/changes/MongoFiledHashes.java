package uk.seenheard.api.ground.changes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;

/**
 * Which hashes are filed, and where: within an incident by reading it, so that no change costs a
 * key; in the ledger, which is too long for that, by a document for each that nobody could read.
 */
final class MongoFiledHashes {
  static final String STRAYS = "strays";

  /** Bytes of marks of incidents that were written in lately. */
  private static final long MARKED_BYTES = 8L * 1024 * 1024;

  private final Supplier<String> feed;
  private final String ledger;
  private final MongoSegments segments;
  private final Documents strays;

  /** Which hashes an incident may have, so that new ones are looked up nowhere. */
  private final Cache<String, HashMarks> marked =
      Caffeine.newBuilder()
          .maximumWeight(MARKED_BYTES)
          .weigher((String incident, HashMarks marks) -> marks.bytes())
          .build();

  MongoFiledHashes(
      DocumentStore store, Supplier<String> feed, String ledger, MongoSegments segments) {
    this.feed = feed;
    this.ledger = ledger;
    this.segments = segments;
    this.strays = store.collection(STRAYS);
  }

  /**
   * What is filed with the hashes of changes that come now, standing or not, without bodies; marks
   * those that are new.
   */
  Future<List<StoredChange>> known(String incident, List<StoredChange> came) {
    return incident.equals(ledger) ? knownStrays(came) : knownIn(incident, came);
  }

  private Future<List<StoredChange>> knownIn(String incident, List<StoredChange> came) {
    return marks(incident)
        .compose(
            marks -> {
              Set<Hash> perhaps = new TreeSet<>();
              for (StoredChange change : came) {
                if (marks.mark(change.entry().hash())) {
                  perhaps.add(change.entry().hash());
                }
              }
              // Weighed anew.
              marked.put(incident, marks);
              return perhaps.isEmpty() ? Future.succeededFuture(List.of()) : in(incident, perhaps);
            });
  }

  /** What the server wrote there is its own and new; what handsets brought could not be read. */
  private Future<List<StoredChange>> knownStrays(List<StoredChange> came) {
    Set<Hash> brought = new TreeSet<>();
    for (StoredChange change : came) {
      if (!change.isApplied()) {
        brought.add(change.entry().hash());
      }
    }
    return brought.isEmpty()
        ? Future.succeededFuture(List.of())
        : strays(brought)
            .compose(commits -> segments.at(ledger, commits))
            .map(found -> with(brought, found));
  }

  private static List<StoredChange> with(Set<Hash> hashes, List<Segment> found) {
    List<StoredChange> known = new ArrayList<>();
    for (Segment segment : found) {
      segment.changes().stream()
          .filter(change -> hashes.contains(change.entry().hash()))
          .forEach(known::add);
    }
    return known;
  }

  private Future<HashMarks> marks(String incident) {
    HashMarks known = marked.getIfPresent(incident);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    HashMarks read = new HashMarks();
    return segments.each(incident, change -> read.mark(change.entry().hash())).map(read);
  }

  /** What an incident holds with these hashes, standing or not, without bodies. */
  Future<List<StoredChange>> in(String incident, Set<Hash> hashes) {
    if (incident.equals(ledger)) {
      return Future.succeededFuture(List.of());
    }
    List<StoredChange> found = new ArrayList<>();
    return segments
        .each(
            incident,
            change -> {
              if (hashes.contains(change.entry().hash())) {
                found.add(change);
              }
            })
        .map(found);
  }

  /** The commits in which the ledger holds what nobody could read. */
  Future<Set<Long>> strays(Collection<Hash> hashes) {
    return MongoSegments.inParts(strays, hashes.stream().map(this::id).toList())
        .map(
            found -> {
              Set<Long> commits = new TreeSet<>();
              found.forEach(pointer -> commits.add(pointer.getLong("n")));
              return commits;
            });
  }

  /** The incident in which the strays are. */
  String ledger() {
    return ledger;
  }

  /** Says where the strays among fresh segments are: before these are written. */
  Future<Void> point(List<Segment> fresh) {
    List<Document> pointers = new ArrayList<>();
    for (Segment segment : fresh) {
      if (segment.incident().equals(ledger)) {
        segment.standing().stream()
            .filter(change -> !change.isApplied())
            .map(this::pointer)
            .forEach(pointers::add);
      }
    }
    return MongoSegments.insertMissing(strays, pointers);
  }

  private Document pointer(StoredChange stray) {
    return new Document("_id", id(stray.entry().hash()))
        .append("feed", feed.get())
        .append("n", stray.n());
  }

  private String id(Hash hash) {
    return feed.get() + '/' + hash.hex();
  }
}
