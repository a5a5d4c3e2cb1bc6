package uk.seenheard.api.engine.documents;

import io.vertx.core.Future;
import java.util.List;
import org.bson.Document;

/**
 * A collection of documents: exactly the operations that the product uses, so that two engines can
 * be held to the same answers.
 *
 * <p>A value of a document is a string, an int or long, a double, a boolean, binary data, null, a
 * document or a list; each comes back as what it was. A write that another document's unique key
 * stands against fails with {@link KeyTaken}; a store that is away or full with {@link
 * StoreUnavailable}.
 */
public interface Documents {
  /** Documents that one read takes into memory; whoever needs more reads page by page. */
  int MAX_READ = 10_000;

  /** Makes an index, unless it is there. */
  Future<Void> index(Order keys);

  /** Makes an index that holds each key once, unless it is there. */
  Future<Void> unique(Order keys);

  /** A question for the documents that match, to be narrowed and then asked. */
  default Find find(Where where) {
    return new Find(this, where, Order.NONE, 0, List.of());
  }

  /** What {@link Find} asks for; at most {@link #MAX_READ} documents, or it fails. */
  Future<List<Document>> read(Find find);

  /**
   * What each of several questions to this collection finds, in their order: one way to the store
   * and back where the store is in this process.
   */
  Future<List<List<Document>>> readEach(List<Find> finds);

  /** Inserts one. */
  Future<Void> insert(Document document);

  /**
   * Inserts those whose keys are free and leaves the others as they are.
   *
   * @return how many were left
   */
  Future<Integer> insertMissing(List<Document> documents);

  /**
   * Puts a document in the place of the one that matches.
   *
   * @return whether one matched
   */
  Future<Boolean> replace(Where where, Document document);

  /** The same, and inserts it where none matches. */
  Future<Void> put(Where where, Document document);

  /**
   * Several of these at once, each by itself and in any order; one whose key is taken is left out.
   *
   * @return how many were written
   */
  Future<Integer> replaceEach(List<Replacement> replacements);

  /** Changes the first that matches; whether one did. */
  Future<Boolean> update(Where where, Change change);

  /** Changes the one that matches, or inserts what the condition and the change say. */
  Future<Void> upsert(Where where, Change change);

  /** The same; what stands there afterwards. */
  Future<Document> upsertAndGet(Where where, Change change);

  /** Changes all that match. */
  Future<Void> updateAll(Where where, Change change);

  /** Deletes the first that matches. */
  Future<Void> delete(Where where);

  /** Deletes all that match. */
  Future<Void> deleteAll(Where where);

  /**
   * One of several replacements.
   *
   * @param inserts whether it is inserted where none matches
   */
  record Replacement(Where where, Document document, boolean inserts) {}
}
