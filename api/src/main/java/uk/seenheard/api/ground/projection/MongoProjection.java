package uk.seenheard.api.ground.projection;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lt;
import static uk.seenheard.api.engine.documents.Where.lte;
import static uk.seenheard.api.engine.documents.Where.or;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Find;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.sync.change.Hash;

/** The projections as documents of three collections: changes, incidents and their watermark. */
public final class MongoProjection implements Projection {
  private static final Comparator<IncidentCard> BY_ID =
      Comparator.comparing(IncidentCard::incident);
  private static final int FEW = 1_000;
  private static final int KEYS = 500;
  private static final String RECORDS = "/records";

  private final String feed;
  private final Documents changes;
  private final Documents incidents;
  private final Documents watermarks;
  private final Documents revisions;

  /** The projections of one force's log. */
  public MongoProjection(DocumentStore store, String feed) {
    this.feed = feed;
    this.changes = store.collection("changes");
    this.incidents = store.collection("incidents");
    this.watermarks = store.collection("watermarks");
    this.revisions = store.collection("revisions");
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return changes
        .index(Order.ascending("feed", "incident", "n", "i"))
        .compose(done -> changes.index(Order.ascending("feed", "incident", "verdict", "n", "i")))
        .compose(done -> revisions.index(Order.ascending("feed", "place")))
        .compose(done -> revisions.index(Order.ascending("feed", "incident")))
        .compose(done -> incidents.index(Order.ascending("feed", "scopes", "incident")))
        .compose(done -> incidents.index(Order.ascending("feed", "signs")))
        .compose(done -> incidents.index(Order.ascending("feed", "scopes", "firstAt")))
        .compose(done -> incidents.index(Order.ascending("feed", "everScopes", "incident")));
  }

  @Override
  public Future<Long> applied() {
    return watermarks
        .find(eq("_id", feed))
        .first()
        .map(found -> found.map(document -> document.getLong("applied")).orElse(0L));
  }

  @Override
  public Future<Void> applied(long n) {
    return watermarks
        .upsert(eq("_id", feed), Change.max("applied", n))
        .recover(error -> KeyTaken.is(error) ? applied(n) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> file(List<StoredChange> filed) {
    List<Document> documents = new ArrayList<>();
    List<StoredChange> applied = new ArrayList<>();
    for (StoredChange change : filed) {
      documents.add(ProjectionDocument.write(feed, change));
      if (change.isApplied()) {
        applied.add(change);
      }
    }
    if (documents.isEmpty()) {
      return Future.succeededFuture();
    }
    return changes
        .insertMissing(documents)
        .compose(known -> known == 0 ? Future.succeededFuture() : release(applied));
  }

  /** Some were known: those that were in quarantine and are applied now take their new place. */
  private Future<Void> release(List<StoredChange> applied) {
    Map<String, StoredChange> byId = new HashMap<>();
    applied.forEach(change -> byId.put(ProjectionDocument.id(feed, change.entry().hash()), change));
    return changes
        .find(in("_id", byId.keySet()))
        .list()
        .compose(
            found -> {
              List<Future<Boolean>> writes = new ArrayList<>();
              for (Document document : found) {
                if (document.getString("verdict").equals("quarantined")) {
                  StoredChange change = byId.get(document.getString("_id"));
                  if (change != null) {
                    writes.add(
                        changes.replace(
                            and(eq("_id", document.getString("_id")), eq("verdict", "quarantined")),
                            ProjectionDocument.write(feed, change)));
                  }
                }
              }
              return Future.all(writes).mapEmpty();
            });
  }

  @Override
  public Future<List<StoredChange>> changes(String incident, Place after, long through, int most) {
    Where scope = and(eq("feed", feed), eq("incident", incident), lte("n", through));
    // Where a whole commit is behind, the range alone says it, and an index answers it alone.
    Where beyond =
        after.i() < 0 || after.i() == Integer.MAX_VALUE
            ? and(scope, gt("n", after.n()))
            : and(
                scope,
                gte("n", after.n()),
                or(gt("n", after.n()), and(eq("n", after.n()), gt("i", after.i()))));
    return changes
        .find(beyond)
        .sort(ascending("n", "i"))
        .limit(most)
        .list()
        .map(ProjectionDocument::readChanges);
  }

  /** In parts, because a query names at most a thousand keys and an incident may hold more. */
  @Override
  public Future<List<StoredChange>> byHash(Collection<Hash> hashes) {
    List<String> ids = new ArrayList<>();
    hashes.forEach(hash -> ids.add(ProjectionDocument.id(feed, hash)));
    List<StoredChange> found = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < ids.size(); from += KEYS) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + KEYS));
      read =
          read.compose(before -> changes.find(in("_id", part)).list())
              .map(
                  documents -> {
                    found.addAll(ProjectionDocument.readChanges(documents));
                    return null;
                  });
    }
    return read.map(done -> found);
  }

  @Override
  public Future<List<StoredChange>> quarantined(Collection<String> of, int most) {
    List<Future<List<StoredChange>>> reads = new ArrayList<>();
    for (String incident : of) {
      reads.add(
          changes
              .find(and(eq("feed", feed), eq("incident", incident), eq("verdict", "quarantined")))
              .sort(ascending("n", "i"))
              .limit(most)
              .list()
              .map(ProjectionDocument::readChanges));
    }
    return Future.all(reads)
        .map(
            all ->
                reads.stream()
                    .flatMap(read -> read.result().stream())
                    .sorted(Comparator.comparing(StoredChange::n).thenComparing(StoredChange::i))
                    .limit(most)
                    .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Future<Map<String, IncidentCard>> cards(Collection<String> of) {
    List<String> ids = new ArrayList<>();
    of.forEach(incident -> ids.add(ProjectionDocument.id(feed, incident)));
    return incidents
        .find(in("_id", ids))
        .list()
        .map(
            found -> {
              Map<String, IncidentCard> cards = new HashMap<>();
              for (Document document : found) {
                IncidentCard card = ProjectionDocument.readCard(document);
                cards.put(card.incident(), card);
              }
              return cards;
            });
  }

  @Override
  public Future<List<IncidentCard>> withChildren(Collection<String> keys, int most) {
    return incidents
        .find(and(eq("feed", feed), in("signs", keys)))
        .limit(most)
        .list()
        .map(
            found ->
                found.stream()
                    .map(ProjectionDocument::readCard)
                    .collect(Collectors.toUnmodifiableList()));
  }

  @Override
  public Future<Void> put(Collection<IncidentCard> cards) {
    List<Documents.Replacement> writes = new ArrayList<>();
    for (IncidentCard card : cards) {
      Document document = ProjectionDocument.write(feed, card);
      writes.add(
          new Documents.Replacement(
              and(eq("_id", document.getString("_id")), lt("lastN", card.lastN())),
              document,
              true));
    }
    return writes.isEmpty() ? Future.succeededFuture() : incidents.replaceEach(writes).mapEmpty();
  }

  @Override
  public Future<Optional<IncidentCard>> card(String incident, Set<String> scopes) {
    return cards(List.of(incident))
        .map(
            found ->
                Optional.ofNullable(found.get(incident))
                    .filter(card -> card.scopes().stream().anyMatch(scopes::contains)));
  }

  @Override
  public Future<List<IncidentCard>> visible(Set<String> scopes, String afterIncident, int most) {
    return perScope(
        scopes,
        scope ->
            incidents
                .find(and(eq("feed", feed), eq("scopes", scope), gt("incident", afterIncident)))
                .sort(ascending("incident"))
                .limit(most),
        BY_ID,
        most);
  }

  @Override
  public Future<List<IncidentCard>> around(
      Set<String> scopes, long at, long withinMillis, int most) {
    Future<List<IncidentCard>> before =
        perScope(
            scopes,
            scope ->
                incidents
                    .find(
                        and(
                            eq("feed", feed),
                            eq("scopes", scope),
                            gte("firstAt", at - withinMillis),
                            lt("firstAt", at)))
                    .sort(Order.descending("firstAt"))
                    .limit(most),
            Comparator.comparing(card -> -card.firstAt()),
            most);
    Future<List<IncidentCard>> after =
        perScope(
            scopes,
            scope ->
                incidents
                    .find(
                        and(
                            eq("feed", feed),
                            eq("scopes", scope),
                            gte("firstAt", at),
                            lte("firstAt", at + withinMillis)))
                    .sort(ascending("firstAt"))
                    .limit(most),
            Comparator.comparing(IncidentCard::firstAt),
            most);
    return Future.all(before, after)
        .map(
            both -> {
              List<IncidentCard> cards = new ArrayList<>(before.result());
              cards.addAll(after.result());
              return List.copyOf(cards);
            });
  }

  /**
   * Few incidents change between two pulls: they are found by position. After a long absence, or
   * the first time, they are walked by id instead; either way the answer is complete up to its last
   * id.
   */
  @Override
  public Future<List<IncidentCard>> changedSince(
      Set<String> scopes, long n, String afterIncident, int most) {
    return perScope(
            scopes,
            scope ->
                incidents
                    .find(and(eq("feed", feed), eq("everScopes", scope), gt("lastN", n)))
                    .sort(ascending("lastN"))
                    .limit(FEW),
            BY_ID,
            Documents.MAX_READ)
        .compose(
            few ->
                few.size() < FEW
                    ? Future.succeededFuture(
                        few.stream()
                            .filter(card -> card.incident().compareTo(afterIncident) > 0)
                            .limit(most)
                            .collect(Collectors.toUnmodifiableList()))
                    : walkedById(scopes, n, afterIncident, most));
  }

  private Future<List<IncidentCard>> walkedById(
      Set<String> scopes, long n, String afterIncident, int most) {
    return perScope(
        scopes,
        scope ->
            incidents
                .find(
                    and(
                        eq("feed", feed),
                        eq("everScopes", scope),
                        gt("incident", afterIncident),
                        gt("lastN", n)))
                .sort(ascending("incident"))
                .limit(most),
        BY_ID,
        most);
  }

  /** Reads a page in each scope, in the same order, and merges them: one index, no big sort. */
  private Future<List<IncidentCard>> perScope(
      Set<String> scopes, Function<String, Find> query, Comparator<IncidentCard> order, int most) {
    List<Future<List<Document>>> reads = new ArrayList<>();
    scopes.forEach(scope -> reads.add(query.apply(scope).list()));
    return Future.all(reads)
        .map(
            all -> {
              Map<String, IncidentCard> cards = new TreeMap<>();
              for (Future<List<Document>> read : reads) {
                for (Document document : read.result()) {
                  IncidentCard card = ProjectionDocument.readCard(document);
                  cards.put(card.incident(), card);
                }
              }
              return cards.values().stream()
                  .sorted(order)
                  .limit(most)
                  .collect(Collectors.toUnmodifiableList());
            });
  }

  @Override
  public Future<Void> fileAuthorisations(List<Authorisation> filed) {
    if (filed.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Document> documents = new ArrayList<>();
    filed.forEach(one -> documents.add(ProjectionDocument.write(feed, one)));
    return revisions.insertMissing(documents).mapEmpty();
  }

  @Override
  public Future<List<Authorisation>> authorisations(Place after, int most) {
    return revisions
        .find(and(eq("feed", feed), gt("place", ProjectionDocument.order(after))))
        .sort(ascending("place"))
        .limit(most)
        .list()
        .map(ProjectionDocument::readAuthorisations);
  }

  @Override
  public Future<Place> acknowledged() {
    return watermarks
        .find(eq("_id", feed + RECORDS))
        .first()
        .map(
            found ->
                found
                    .map(document -> ProjectionDocument.place(document.getString("acknowledged")))
                    .orElse(Place.START));
  }

  @Override
  public Future<Void> acknowledged(Place place) {
    return watermarks
        .upsert(
            eq("_id", feed + RECORDS), Change.max("acknowledged", ProjectionDocument.order(place)))
        .recover(error -> KeyTaken.is(error) ? acknowledged(place) : Future.failedFuture(error));
  }

  @Override
  public Future<Void> erase(String incident, List<Access> access, long n, String by, long at) {
    Where of = and(eq("feed", feed), eq("incident", incident));
    Hash none = new Hash("0".repeat(64));
    Authorisation erasure =
        new Authorisation(new Place(n, 0), incident, Erasures.name(incident), none, by, at, true);
    Document tombstone =
        ProjectionDocument.write(feed, Erasures.tombstone(incident, access, n, at));
    // It is no incident that measures count.
    tombstone.remove("week");
    return incidents
        .put(eq("_id", tombstone.getString("_id")), tombstone)
        .compose(put -> changes.updateAll(of, Change.set("body", new Binary(new byte[0]))))
        .compose(done -> revisions.deleteAll(of))
        .compose(done -> fileAuthorisations(List.of(erasure)));
  }

  @Override
  public Future<Void> clear() {
    return watermarks
        .delete(eq("_id", feed))
        .compose(done -> watermarks.delete(eq("_id", feed + RECORDS)))
        .compose(done -> revisions.deleteAll(eq("feed", feed)))
        .compose(done -> incidents.deleteAll(eq("feed", feed)))
        .compose(done -> changes.deleteAll(eq("feed", feed)));
  }
}
