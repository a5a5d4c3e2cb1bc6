package uk.seenheard.api.ground.log;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Order.descending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.ground.seal.Sealed;

/**
 * The commit log as documents: one for each commit, and beside it one for the sealed bodies that it
 * has of each incident.
 *
 * <p>The bodies are written first, under the position that the commit is to have and a hash over
 * them, then the commit that names them. Whoever loses the position writes them anew under the next
 * one. What a lost race or a crash leaves behind is named by no commit, so nobody reads it; it is
 * swept once its position is taken.
 */
public final class MongoCommitLog implements CommitLog {
  private static final String NAME = "commits";
  private static final int SWEPT_AT_ONCE = 20;

  /** So far behind the last sweep the next one begins: for who wrote late, and then crashed. */
  private static final long SWEPT_AGAIN = 100;

  private final String feed;
  private final DocumentStore store;
  private final Documents commits;
  private final Documents swept;
  private final MongoBodies bodies;

  /** The log of one force. */
  public MongoCommitLog(DocumentStore store, String feed) {
    this.feed = feed;
    this.store = store;
    this.commits = store.collection(NAME);
    this.swept = store.collection("swept");
    this.bodies = new MongoBodies(store, feed);
  }

  /** The forces whose logs a store holds. */
  public static Future<List<String>> feeds(DocumentStore store) {
    return feeds(store.collection(NAME), "", new ArrayList<>());
  }

  private static Future<List<String>> feeds(Documents commits, String after, List<String> found) {
    return commits
        .find(gt("feed", after))
        .sort(ascending("feed", "n"))
        .only("feed")
        .first()
        .compose(
            next -> {
              if (next.isEmpty()) {
                return Future.succeededFuture(found);
              }
              found.add(next.get().getString("feed"));
              return feeds(commits, next.get().getString("feed"), found);
            });
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return commits
        .unique(Order.ascending("feed", "n"))
        .compose(done -> commits.unique(Order.ascending("feed", "keys")))
        .compose(done -> commits.index(Order.ascending("feed", "devices").thenDescending("n")))
        .compose(done -> bodies.prepare());
  }

  @Override
  public Future<Optional<Commit>> tail() {
    return commits
        .find(eq("feed", feed))
        .sort(descending("feed", "n"))
        .limit(1)
        .first()
        .map(found -> found.map(CommitDocument::read));
  }

  @Override
  public Future<Long> last() {
    return commits
        .find(eq("feed", feed))
        .sort(descending("feed", "n"))
        .only("n")
        .limit(1)
        .first()
        .map(found -> found.map(document -> document.getLong("n")).orElse(0L));
  }

  @Override
  public Future<Insertion> insert(Commit commit) {
    return store
        .insert(NAME, CommitDocument.write(commit), MongoBodies.NAME, BodiesDocument.write(commit))
        .map(Insertion.INSERTED)
        .recover(
            error ->
                KeyTaken.is(error)
                    ? swept(commit.n()).map(Insertion.TAKEN)
                    : Future.failedFuture(error));
  }

  /** Where it cannot be done now, the next start does it. */
  private Future<Integer> swept(long lost) {
    return sweepFrom(lost, 1).otherwise(0);
  }

  @Override
  public Future<List<Commit>> after(long n, int most) {
    return documentsFrom(n + 1, most).map(MongoCommitLog::read);
  }

  private Future<List<Document>> documentsFrom(long n, int most) {
    return commits
        .find(and(eq("feed", feed), gte("n", n)))
        .sort(ascending("feed", "n"))
        .limit(most)
        .list();
  }

  @Override
  public Future<List<Commit>> wholeAfter(long n, int most) {
    return after(n, most)
        .compose(
            found -> {
              List<SealedBodies.Piece> pieces = new ArrayList<>();
              found.forEach(commit -> pieces.addAll(BodiesDocument.pieces(commit)));
              return bodies.of(pieces).map(read -> joined(found, read));
            });
  }

  private static List<Commit> joined(
      List<Commit> found, Map<SealedBodies.Piece, Map<Integer, Sealed>> read) {
    List<Commit> whole = new ArrayList<>();
    for (Commit commit : found) {
      Map<Integer, Sealed> own = new HashMap<>();
      for (SealedBodies.Piece piece : BodiesDocument.pieces(commit)) {
        own.putAll(read.getOrDefault(piece, Map.of()));
      }
      whole.add(commit.withBodies(own));
    }
    return whole;
  }

  @Override
  public Future<List<Kept>> keptAfter(long n, int most) {
    return documentsFrom(n + 1, most)
        .compose(
            found -> {
              List<Kept> kept = found.stream().map(CommitDocument::kept).toList();
              List<SealedBodies.Piece> pieces = new ArrayList<>();
              kept.forEach(
                  one ->
                      one.commit().ifPresent(said -> pieces.addAll(BodiesDocument.pieces(said))));
              return bodies
                  .documents(pieces)
                  .map(read -> kept.stream().map(one -> whole(one, read)).toList());
            });
  }

  /** With its bodies, and whether they are as the log writes them, to the last member. */
  private static Kept whole(Kept kept, Map<String, Document> read) {
    if (kept.commit().isEmpty()) {
      return kept;
    }
    Commit said = kept.commit().get();
    Map<Integer, Sealed> own = new HashMap<>();
    for (SealedBodies.Piece piece : BodiesDocument.pieces(said)) {
      Document lies = read.get(BodiesDocument.id(said.feed(), piece));
      if (lies != null) {
        MongoBodies.read(lies).ifPresent(own::putAll);
      }
    }
    Commit whole = said.withBodies(own);
    return new Kept(
        kept.n(), Optional.of(whole), kept.fault().or(() -> faultOfBodies(whole, read)));
  }

  private static Optional<String> faultOfBodies(Commit whole, Map<String, Document> read) {
    Map<String, Document> written = new HashMap<>();
    BodiesDocument.write(whole).forEach(piece -> written.put(piece.getString("_id"), piece));
    for (SealedBodies.Piece piece : BodiesDocument.pieces(whole)) {
      String id = BodiesDocument.id(whole.feed(), piece);
      if (!Objects.equals(written.get(id), read.get(id))) {
        return Optional.of(
            "the sealed words of incident "
                + piece.incident()
                + " were altered: they lie in what the log did not write");
      }
    }
    return Optional.empty();
  }

  @Override
  public Future<List<Commit>> ofDevice(String device, long beforeN, int most) {
    return commits
        .find(and(eq("feed", feed), eq("devices", device), lt("n", beforeN)))
        .sort(descending("n"))
        .limit(most)
        .list()
        .map(MongoCommitLog::read);
  }

  private static List<Commit> read(List<Document> found) {
    return found.stream().map(CommitDocument::read).collect(Collectors.toUnmodifiableList());
  }

  /**
   * Takes away bodies that no commit names, at every position that has a commit by now and was not
   * swept before.
   *
   * @return how many pieces
   */
  public Future<Integer> sweep() {
    return swept
        .find(eq("_id", feed))
        .first()
        .compose(
            mark -> {
              long before = mark.map(document -> document.getLong("n")).orElse(0L);
              return sweepOn(Math.max(1, before - SWEPT_AGAIN), 0);
            });
  }

  private Future<Integer> sweepOn(long n, int gone) {
    return sweepFrom(n, SWEPT_AT_ONCE)
        .compose(
            more ->
                sweptTo(n + SWEPT_AT_ONCE - 1)
                    .compose(
                        done ->
                            done
                                ? Future.succeededFuture(gone + more)
                                : sweepOn(n + SWEPT_AT_ONCE, gone + more)));
  }

  /** Remembers how far it is swept; whether that is the end of the log. */
  private Future<Boolean> sweptTo(long n) {
    return last()
        .compose(
            last ->
                swept
                    .upsert(eq("_id", feed), Change.max("n", Math.min(n, last)))
                    .map(kept -> n >= last));
  }

  /** At these positions, as far as they have commits. */
  private Future<Integer> sweepFrom(long n, int most) {
    return commits
        .find(and(eq("feed", feed), gte("n", n), lt("n", n + most)))
        .sort(ascending("feed", "n"))
        .list()
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(0);
              }
              List<Commit> said = read(found);
              Set<String> named = new HashSet<>();
              for (Commit commit : said) {
                BodiesDocument.pieces(commit)
                    .forEach(piece -> named.add(BodiesDocument.id(feed, piece)));
              }
              return bodies.sweep(said.get(0).n(), said.get(said.size() - 1).n(), named);
            });
  }
}
