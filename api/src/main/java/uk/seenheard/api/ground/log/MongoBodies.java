package uk.seenheard.api.ground.log;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.in;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.ground.seal.Sealed;

/** The sealed bodies of a log as documents of one collection, by incident and commit. */
public final class MongoBodies implements SealedBodies {
  static final String NAME = "bodies";

  private static final Logger LOG = LoggerFactory.getLogger(MongoBodies.class);

  private static final int KEYS = 500;

  private final String feed;
  private final Documents documents;

  /** Of one force's log. */
  public MongoBodies(DocumentStore store, String feed) {
    this.feed = feed;
    this.documents = store.collection(NAME);
  }

  Future<Void> prepare() {
    // For the sweep alone: every other look goes by the id.
    return documents.index(Order.ascending("feed", "n"));
  }

  @Override
  public Future<Map<Piece, Map<Integer, Sealed>>> of(Collection<Piece> pieces) {
    return documents(pieces)
        .map(
            found -> {
              Map<Piece, Map<Integer, Sealed>> read = new HashMap<>();
              for (Piece piece : pieces) {
                Document document = found.get(BodiesDocument.id(feed, piece));
                if (document != null) {
                  read(document).ifPresent(bodies -> read.put(piece, bodies));
                }
              }
              return read;
            });
  }

  /** The bodies in a document, or empty where it holds none, which is told. */
  static Optional<Map<Integer, Sealed>> read(Document found) {
    try {
      return Optional.of(BodiesDocument.read(found));
    } catch (RuntimeException altered) {
      LOG.error(
          "the sealed bodies {} cannot be read: run `store check`, keep a copy of the data folder,"
              + " and restore a backup",
          found.get("_id"));
      return Optional.empty();
    }
  }

  /** The documents of these pieces, by their ids; in parts, because a query has few keys. */
  Future<Map<String, Document>> documents(Collection<Piece> pieces) {
    List<String> ids = pieces.stream().map(piece -> BodiesDocument.id(feed, piece)).toList();
    Map<String, Document> found = new HashMap<>();
    Future<Void> read = Future.succeededFuture();
    for (int from = 0; from < ids.size(); from += KEYS) {
      List<String> part = ids.subList(from, Math.min(ids.size(), from + KEYS));
      read =
          read.compose(before -> documents.find(in("_id", part)).list())
              .map(
                  page -> {
                    page.forEach(document -> found.put(document.getString("_id"), document));
                    return null;
                  });
    }
    return read.map(found);
  }

  /**
   * Takes away pieces of commits in a row that none of these commits names. To be asked for
   * positions only at which there is a commit: whoever still writes for one of them has lost it.
   *
   * @param named what those commits name
   * @return how many
   */
  Future<Integer> sweep(long first, long last, Set<String> named) {
    return documents
        .find(and(eq("feed", feed), gte("n", first), lte("n", last)))
        .sort(ascending("feed", "n"))
        .limit(Documents.MAX_READ)
        .only("n")
        .list()
        .compose(
            found -> {
              List<String> unnamed = new ArrayList<>();
              for (Document piece : found) {
                if (!named.contains(piece.getString("_id"))) {
                  unnamed.add(piece.getString("_id"));
                }
              }
              Future<Void> gone = Future.succeededFuture();
              for (int from = 0; from < unnamed.size(); from += KEYS) {
                List<String> part = unnamed.subList(from, Math.min(unnamed.size(), from + KEYS));
                gone = gone.compose(before -> documents.deleteAll(in("_id", part)));
              }
              return gone.map(unnamed.size());
            });
  }
}
