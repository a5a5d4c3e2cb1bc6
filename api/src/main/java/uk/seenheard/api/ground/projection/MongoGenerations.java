package uk.seenheard.api.ground.projection;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.function.IntFunction;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/**
 * Generations in the same collections and indexes: a later one is filed under the force's name with
 * its number behind it, so that whatever reads one reads nothing of another.
 */
public final class MongoGenerations implements Generations {
  private final Mongo mongo;
  private final IntFunction<Projection> projections;
  private final String id;
  private final MongoCollection<Document> watermarks;

  /**
   * Of a force.
   *
   * @param projections opens a generation
   */
  public MongoGenerations(Mongo mongo, String force, IntFunction<Projection> projections) {
    this.mongo = mongo;
    this.projections = projections;
    this.id = force + "/generation";
    this.watermarks = mongo.collection("watermarks");
  }

  /** Under which name a generation is filed. */
  public static String feed(String force, int generation) {
    return generation == FIRST ? force : force + '~' + generation;
  }

  @Override
  public Future<Integer> serving() {
    return mongo
        .first(watermarks.find(eq("_id", id)))
        .map(found -> found.map(document -> document.getInteger("serving", FIRST)).orElse(FIRST));
  }

  @Override
  public Future<Integer> next() {
    return mongo
        .first(
            watermarks.findOneAndUpdate(
                eq("_id", id),
                Updates.inc("rebuilds", 1),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
        .map(after -> FIRST + after.orElseThrow().getInteger("rebuilds"))
        .recover(error -> DuplicateKeys.is(error) ? next() : Future.failedFuture(error));
  }

  @Override
  public Future<Void> serve(int generation) {
    return mongo
        .done(
            watermarks.updateOne(
                eq("_id", id),
                Updates.max("serving", generation),
                new UpdateOptions().upsert(true)))
        .recover(error -> DuplicateKeys.is(error) ? serve(generation) : Future.failedFuture(error));
  }

  @Override
  public Projection of(int generation) {
    return projections.apply(generation);
  }
}
