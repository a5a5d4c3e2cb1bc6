package uk.seenheard.api.ground.changes;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;

/**
 * Segments as documents of one collection, without the bodies: an incident is a range of keys, in
 * the log's order.
 */
final class MongoSegments {
  static final String NAME = "segments";

  private static final int KEYS = 500;
  private static final int PAGE = 500;

  private final Supplier<String> feed;
  private final Documents documents;

  MongoSegments(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.documents = store.collection(NAME);
  }

  /** Writes those that are not there yet. */
  Future<Void> write(List<Segment> fresh) {
    List<Document> written = new ArrayList<>();
    fresh.forEach(segment -> written.add(SegmentDocument.write(feed.get(), segment)));
    return insertMissing(documents, written);
  }

  static Future<Void> insertMissing(Documents into, List<Document> documents) {
    return documents.isEmpty()
        ? Future.succeededFuture()
        : into.insertMissing(documents).mapEmpty();
  }

  /**
   * Says of a place that what stood there stands elsewhere.
   *
   * @return whether something in quarantine still stands in that segment
   */
  Future<Boolean> gone(String incident, Place place) {
    Where one = eq("_id", id(incident, place.n()));
    return documents
        .find(one)
        .first()
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(false)
                    : documents
                        .update(
                            one, Change.set(SegmentDocument.goneAt(found.get(), place.i()), true))
                        .map(held(SegmentDocument.read(found.get()), place)));
  }

  private static boolean held(Segment before, Place place) {
    Set<Integer> gone = new HashSet<>(before.gone());
    gone.add(place.i());
    return new Segment(before.incident(), before.n(), before.changes(), gone).holdsBack();
  }

  /** Those of an incident from one commit to another, both included, in the log's order. */
  Future<List<Segment>> between(String incident, long from, long through, int most) {
    return documents
        .find(range(incident, from, through))
        .sort(ascending("_id"))
        .limit(most)
        .list()
        .map(found -> found.stream().map(SegmentDocument::read).toList());
  }

  /**
   * The first of each of several incidents, in the log's order: one question for all of them. One
   * more of each than changes are wanted, so that it shows whether there are others.
   */
  Future<List<List<Segment>>> between(List<Changes.Wanted> wanted, long through) {
    List<Find> finds = new ArrayList<>();
    for (Changes.Wanted one : wanted) {
      finds.add(
          documents
              .find(range(one.incident(), one.after().nextCommit(), through))
              .sort(ascending("_id"))
              .limit(one.most() + 1));
    }
    return documents
        .readEach(finds)
        .map(
            all ->
                all.stream()
                    .map(found -> found.stream().map(SegmentDocument::read).toList())
                    .toList());
  }

  /** Those of an incident in these commits. */
  Future<List<Segment>> at(String incident, Collection<Long> commits) {
    List<String> ids = commits.stream().map(n -> id(incident, n)).toList();
    return inParts(documents, ids).map(found -> found.stream().map(SegmentDocument::read).toList());
  }

  /** Shows all changes of an incident, standing or not. */
  Future<Void> each(String incident, Consumer<StoredChange> visitor) {
    return each(incident, 0, visitor);
  }

  private Future<Void> each(String incident, long from, Consumer<StoredChange> visitor) {
    return documents
        .find(range(incident, from, Long.MAX_VALUE))
        .sort(ascending("_id"))
        .limit(PAGE)
        .list()
        .compose(
            page -> {
              long last = from;
              for (Document document : page) {
                Segment segment = SegmentDocument.read(document);
                segment.changes().forEach(visitor);
                last = segment.n();
              }
              return page.size() < PAGE
                  ? Future.succeededFuture()
                  : each(incident, last + 1, visitor);
            });
  }

  /** In parts, because a query names at most a thousand keys. */
  static Future<List<Document>> inParts(Documents of, List<String> ids) {
    List<Document> found = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < ids.size(); from += KEYS) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + KEYS));
      read =
          read.compose(before -> of.find(in("_id", part)).list())
              .map(
                  documents -> {
                    found.addAll(documents);
                    return null;
                  });
    }
    return read.map(found);
  }

  String id(String incident, long n) {
    return SegmentDocument.id(feed.get(), incident, n);
  }

  /** The keys of an incident's documents from one commit to another, both included. */
  Where range(String incident, long from, long through) {
    return and(gte("_id", id(incident, from)), lte("_id", id(incident, through)));
  }
}
