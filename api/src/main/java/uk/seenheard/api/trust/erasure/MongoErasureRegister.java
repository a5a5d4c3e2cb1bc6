package uk.seenheard.api.trust.erasure;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The erased incidents as documents, whose id begins with the force. */
public final class MongoErasureRegister implements ErasureRegister {
  private final Mongo mongo;
  private final String force;
  private final MongoCollection<Document> erasures;

  /** Of a force, in a database. */
  public MongoErasureRegister(Mongo mongo, String force) {
    this.mongo = mongo;
    this.force = force;
    this.erasures = mongo.collection("erasures");
  }

  @Override
  public Future<Void> put(Entry entry) {
    return mongo
        .done(
            erasures.insertOne(
                new Document("_id", force + '/' + entry.incident())
                    .append("incident", entry.incident())
                    .append("n", entry.n())
                    .append("at", entry.at())))
        .recover(
            error ->
                DuplicateKeys.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> after(String incident) {
    // '0' is the character after '/': every id of this force.
    return mongo
        .list(
            erasures
                .find(and(gt("_id", force + '/' + incident), lt("_id", force + '0')))
                .sort(ascending("_id"))
                .limit(PAGE))
        .map(
            found ->
                found.stream()
                    .map(
                        document ->
                            new Entry(
                                document.getString("incident"),
                                document.getLong("n"),
                                document.getLong("at")))
                    .collect(Collectors.toUnmodifiableList()));
  }
}
