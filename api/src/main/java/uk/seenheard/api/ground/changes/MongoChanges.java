package uk.seenheard.api.ground.changes;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.log.SealedBodies;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;

/**
 * Filed changes as segments: one document for what a commit holds of an incident, so that an
 * incident is a range of keys, and a change costs no document and no key of its own.
 *
 * <p>The sealed bodies are those of the log; they are read for what is given out, and for nothing
 * else. Files on one context at a time.
 */
public final class MongoChanges implements Changes {
  /** A document for each segment in which something stands in quarantine: few. */
  static final String HELD = "held";

  /** Segments of the first read of a page: what is in one is known only once it is there. */
  private static final int FIRST_READ = 32;

  private static final int PAGE = 500;

  private final Supplier<String> feed;
  private final MongoSegments segments;
  private final MongoFiledHashes hashes;
  private final Documents held;
  private final SealedBodies bodies;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   * @param ledger the incident of the force's ledger
   * @param bodies where the log keeps the bodies
   */
  public MongoChanges(
      DocumentStore store, Supplier<String> feed, String ledger, SealedBodies bodies) {
    this.bodies = bodies;
    this.feed = feed;
    this.segments = new MongoSegments(store, feed);
    this.hashes = new MongoFiledHashes(store, feed, ledger, segments);
    this.held = store.collection(HELD);
  }

  @Override
  public Future<Void> prepare() {
    // Each is looked up by its own key, or by a range of them.
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> file(List<StoredChange> changes) {
    Map<String, List<StoredChange>> byIncident = new TreeMap<>();
    for (StoredChange change : changes) {
      byIncident
          .computeIfAbsent(change.entry().incident(), unused -> new ArrayList<>())
          .add(change);
    }
    List<Future<Segment.Filing>> filings = new ArrayList<>();
    byIncident.forEach(
        (incident, came) ->
            filings.add(
                hashes.known(incident, came).map(known -> Segment.filing(incident, came, known))));
    return Future.all(filings)
        .compose(all -> write(filings.stream().map(Future::result).toList()))
        .mapEmpty();
  }

  /** Nothing is marked as gone before what takes its place is there. */
  private Future<Void> write(List<Segment.Filing> filings) {
    List<Segment> fresh = new ArrayList<>();
    filings.forEach(filing -> fresh.addAll(filing.fresh()));
    Future<Void> written =
        Future.all(hashes.point(fresh), holdBack(fresh)).compose(pointed -> segments.write(fresh));
    for (Segment.Filing filing : filings) {
      for (Place gone : filing.gone()) {
        written = written.compose(before -> gone(filing.incident(), gone));
      }
    }
    return written;
  }

  private Future<Void> holdBack(List<Segment> fresh) {
    List<Document> pointers = new ArrayList<>();
    for (Segment segment : fresh) {
      if (segment.holdsBack()) {
        pointers.add(
            new Document("_id", segments.id(segment.incident(), segment.n()))
                .append("feed", feed.get())
                .append("n", segment.n()));
      }
    }
    return MongoSegments.insertMissing(held, pointers);
  }

  private Future<Void> gone(String incident, Place place) {
    return segments
        .gone(incident, place)
        .compose(
            still ->
                still
                    ? Future.succeededFuture()
                    : held.delete(eq("_id", segments.id(incident, place.n()))));
  }

  @Override
  public Future<List<StoredChange>> changes(String incident, Place after, long through, int most) {
    return outlines(incident, after, through, most).compose(this::withBodies);
  }

  @Override
  public Future<List<StoredChange>> outlines(String incident, Place after, long through, int most) {
    return carryOn(incident, after, through, most, Math.min(most, FIRST_READ), new ArrayList<>());
  }

  @Override
  public Future<List<Part>> parts(List<Wanted> wanted, long through) {
    return segments
        .between(wanted, through)
        .map(
            found -> {
              List<Part> parts = new ArrayList<>();
              for (int i = 0; i < wanted.size(); i++) {
                parts.add(part(wanted.get(i), found.get(i)));
              }
              return parts;
            })
        .compose(this::withTheirBodies);
  }

  private static Part part(Wanted wanted, List<Segment> found) {
    List<StoredChange> changes = new ArrayList<>();
    for (Segment segment : found) {
      segment.standing().stream()
          .filter(change -> isBeyond(change, wanted.after()))
          .forEach(changes::add);
    }
    boolean all = found.size() <= wanted.most() && changes.size() <= wanted.most();
    return new Part(first(changes, wanted.most()), all);
  }

  private Future<List<Part>> withTheirBodies(List<Part> parts) {
    return withBodies(parts.stream().flatMap(part -> part.changes().stream()).toList())
        .map(
            whole -> {
              List<Part> read = new ArrayList<>();
              int from = 0;
              for (Part part : parts) {
                int to = from + part.changes().size();
                read.add(new Part(whole.subList(from, to), part.all()));
                from = to;
              }
              return read;
            });
  }

  private Future<List<StoredChange>> withBodies(List<StoredChange> found) {
    Set<SealedBodies.Piece> pieces = new HashSet<>();
    found.forEach(change -> pieces.add(piece(change)));
    return bodies
        .of(pieces)
        .map(
            read ->
                found.stream()
                    .map(
                        change ->
                            change.with(
                                read.getOrDefault(piece(change), Map.of())
                                    .getOrDefault(change.i(), Sealed.NOTHING)))
                    .toList());
  }

  private static SealedBodies.Piece piece(StoredChange change) {
    return new SealedBodies.Piece(change.entry().incident(), change.n(), change.bodies());
  }

  private Future<List<StoredChange>> carryOn(
      String incident, Place after, long through, int most, int read, List<StoredChange> found) {
    return segments
        .between(incident, after.nextCommit(), through, read)
        .compose(
            page -> {
              Place last = after;
              for (Segment segment : page) {
                segment.standing().stream()
                    .filter(change -> isBeyond(change, after))
                    .forEach(found::add);
                last = new Place(segment.n(), Integer.MAX_VALUE);
              }
              return page.size() < read || found.size() >= most
                  ? Future.succeededFuture(first(found, most))
                  : carryOn(incident, last, through, most, Math.min(most, PAGE), found);
            });
  }

  private static boolean isBeyond(StoredChange change, Place after) {
    return change.n() > after.n() || change.n() == after.n() && change.i() > after.i();
  }

  private static List<StoredChange> first(List<StoredChange> found, int most) {
    return List.copyOf(found.subList(0, Math.min(most, found.size())));
  }

  @Override
  public Future<List<StoredChange>> byHash(String incident, Collection<Hash> asked) {
    return known(incident, asked).compose(this::withBodies);
  }

  /** In the incident first; a hash that is not there may be one that nobody could read. */
  @Override
  public Future<List<StoredChange>> known(String incident, Collection<Hash> asked) {
    Set<Hash> wanted = new TreeSet<>(asked);
    return wanted.isEmpty()
        ? Future.succeededFuture(List.of())
        : hashes.in(incident, wanted).compose(known -> standing(incident, wanted, known));
  }

  private Future<List<StoredChange>> standing(
      String incident, Set<Hash> wanted, List<StoredChange> known) {
    Set<Long> commits = new TreeSet<>();
    Set<Hash> elsewhere = new TreeSet<>(wanted);
    for (StoredChange change : known) {
      commits.add(change.n());
      elsewhere.remove(change.entry().hash());
    }
    Future<List<Segment>> here = segments.at(incident, commits);
    Future<List<Segment>> strays =
        hashes.strays(elsewhere).compose(n -> segments.at(hashes.ledger(), n));
    return Future.all(here, strays)
        .map(
            both -> {
              List<StoredChange> found = new ArrayList<>();
              for (List<Segment> read : both.<List<Segment>>list()) {
                for (Segment segment : read) {
                  segment.standing().stream()
                      .filter(change -> wanted.contains(change.entry().hash()))
                      .forEach(found::add);
                }
              }
              return found;
            });
  }

  @Override
  public Future<List<StoredChange>> quarantined(String incident, Place after, int most) {
    return quarantined(incident, after, most, new ArrayList<>()).compose(this::withBodies);
  }

  private Future<List<StoredChange>> quarantined(
      String incident, Place after, int most, List<StoredChange> found) {
    return held.find(segments.range(incident, after.nextCommit(), Long.MAX_VALUE))
        .sort(ascending("_id"))
        .limit(most)
        .list()
        .compose(
            pointers -> {
              Set<Long> commits = new TreeSet<>();
              pointers.forEach(pointer -> commits.add(pointer.getLong("n")));
              return segments
                  .at(incident, commits)
                  .compose(
                      page -> {
                        found.addAll(heldIn(page, after));
                        return pointers.size() < most || found.size() >= most
                            ? Future.succeededFuture(first(found, most))
                            : quarantined(incident, behind(pointers), most, found);
                      });
            });
  }

  private static Place behind(List<Document> pointers) {
    return new Place(pointers.get(pointers.size() - 1).getLong("n"), Integer.MAX_VALUE);
  }

  private static List<StoredChange> heldIn(List<Segment> page, Place after) {
    return page.stream()
        .sorted(Comparator.comparingLong(Segment::n))
        .flatMap(segment -> segment.standing().stream())
        .filter(change -> !change.isApplied() && isBeyond(change, after))
        .toList();
  }
}
