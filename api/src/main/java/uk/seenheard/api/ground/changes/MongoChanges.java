package uk.seenheard.api.ground.changes;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;
import static uk.seenheard.api.engine.documents.Where.or;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.engine.documents.Where;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.sync.change.Hash;

/** Filed changes as documents of one collection. */
public final class MongoChanges implements Changes {
  private static final int KEYS = 500;

  private final Supplier<String> feed;
  private final Documents changes;

  /**
   * Of one force's log.
   *
   * @param feed under which name they are kept: another one after a rebuild
   */
  public MongoChanges(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.changes = store.collection("changes");
  }

  @Override
  public Future<Void> prepare() {
    return changes
        .index(Order.ascending("feed", "incident", "n", "i"))
        .compose(done -> changes.index(Order.ascending("feed", "incident", "verdict", "n", "i")));
  }

  @Override
  public Future<Void> file(List<StoredChange> filed) {
    List<Document> documents = new ArrayList<>();
    List<StoredChange> better = new ArrayList<>();
    for (StoredChange change : filed) {
      documents.add(ChangeDocument.write(feed.get(), change));
      if (change.isApplied() || isProved(change)) {
        better.add(change);
      }
    }
    if (documents.isEmpty()) {
      return Future.succeededFuture();
    }
    return changes
        .insertMissing(documents)
        .compose(known -> known == 0 ? Future.succeededFuture() : replace(better));
  }

  /** Whether it came from the hand of its author, on the device that its pass proves. */
  private static boolean isProved(StoredChange change) {
    return !change.entry().author().isEmpty();
  }

  /**
   * Some were known: those that were in quarantine and are applied now take their new place; and
   * where a stranger's copy was first, the author's own takes it, so that what became of it (a
   * dismissal) is found when the author's handset brings it again.
   */
  private Future<Void> replace(List<StoredChange> better) {
    Map<String, StoredChange> byId = new HashMap<>();
    better.forEach(
        change -> byId.put(ChangeDocument.id(feed.get(), change.entry().hash()), change));
    return changes
        .find(in("_id", byId.keySet()))
        .list()
        .compose(
            found -> {
              List<Future<Boolean>> writes = new ArrayList<>();
              for (Document document : found) {
                if (document.getString("verdict").equals("quarantined")) {
                  StoredChange change = byId.get(document.getString("_id"));
                  boolean strangers = document.getString("author").isEmpty();
                  if (change != null && (change.isApplied() || strangers)) {
                    writes.add(
                        changes.replace(
                            and(eq("_id", document.getString("_id")), eq("verdict", "quarantined")),
                            ChangeDocument.write(feed.get(), change)));
                  }
                }
              }
              return Future.all(writes).mapEmpty();
            });
  }

  @Override
  public Future<List<StoredChange>> changes(String incident, Place after, long through, int most) {
    return changes
        .find(
            beyond(and(eq("feed", feed.get()), eq("incident", incident), lte("n", through)), after))
        .sort(ascending("n", "i"))
        .limit(most)
        .list()
        .map(ChangeDocument::readChanges);
  }

  private static Where beyond(Where scope, Place after) {
    // Where a whole commit is behind, the range alone says it, and an index answers it alone.
    return after.i() < 0 || after.i() == Integer.MAX_VALUE
        ? and(scope, gt("n", after.n()))
        : and(
            scope,
            gte("n", after.n()),
            or(gt("n", after.n()), and(eq("n", after.n()), gt("i", after.i()))));
  }

  /** In parts, because a query names at most a thousand keys and an incident may hold more. */
  @Override
  public Future<List<StoredChange>> byHash(Collection<Hash> hashes) {
    List<String> ids = new ArrayList<>();
    hashes.forEach(hash -> ids.add(ChangeDocument.id(feed.get(), hash)));
    List<StoredChange> found = new ArrayList<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < ids.size(); from += KEYS) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + KEYS));
      read =
          read.compose(before -> changes.find(in("_id", part)).list())
              .map(
                  documents -> {
                    found.addAll(ChangeDocument.readChanges(documents));
                    return null;
                  });
    }
    return read.map(done -> found);
  }

  @Override
  public Future<List<StoredChange>> quarantined(String incident, Place after, int most) {
    return changes
        .find(
            beyond(
                and(eq("feed", feed.get()), eq("incident", incident), eq("verdict", "quarantined")),
                after))
        .sort(ascending("n", "i"))
        .limit(most)
        .list()
        .map(ChangeDocument::readChanges);
  }

  @Override
  public Future<Void> erase(String incident) {
    return changes.updateAll(
        and(eq("feed", feed.get()), eq("incident", incident)),
        Change.set("body", new Binary(new byte[0])));
  }
}
