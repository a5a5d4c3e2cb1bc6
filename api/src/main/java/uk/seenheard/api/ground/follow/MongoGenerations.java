package uk.seenheard.api.ground.follow;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/**
 * Generations in the same collections and indexes: a later one is filed under the force's name with
 * its number behind it, so that whatever reads one reads nothing of another.
 */
public final class MongoGenerations implements Generations {
  private final String id;
  private final Documents watermarks;

  /** Of a force. */
  public MongoGenerations(DocumentStore store, String force) {
    this.id = force + "/generation";
    this.watermarks = store.collection("watermarks");
  }

  @Override
  public Future<Integer> serving() {
    return watermarks
        .find(eq("_id", id))
        .first()
        .map(found -> found.map(document -> document.getInteger("serving", FIRST)).orElse(FIRST));
  }

  @Override
  public Future<Integer> next() {
    return watermarks
        .upsertAndGet(eq("_id", id), Change.add("rebuilds", 1))
        .map(after -> FIRST + after.getInteger("rebuilds"))
        .recover(error -> KeyTaken.is(error) ? next() : Future.failedFuture(error));
  }

  @Override
  public Future<Void> serve(int generation) {
    return watermarks
        .upsert(eq("_id", id), Change.max("serving", generation))
        .recover(error -> KeyTaken.is(error) ? serve(generation) : Future.failedFuture(error));
  }
}
