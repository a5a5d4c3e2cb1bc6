package uk.seenheard.api.trust.account;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The moves as documents, one a person, whose id begins with the force. */
public final class MongoMoveRegister implements MoveRegister {
  private final Mongo mongo;
  private final String force;
  private final MongoCollection<Document> moves;

  /** Of a force, in a database. */
  public MongoMoveRegister(Mongo mongo, String force) {
    this.mongo = mongo;
    this.force = force;
    this.moves = mongo.collection("moves");
  }

  @Override
  public Future<Void> put(Entry entry) {
    String id = force + '/' + entry.person();
    return mongo
        .done(
            moves.replaceOne(
                and(eq("_id", id), lt("n", entry.n())),
                new Document("_id", id)
                    .append("person", entry.person())
                    .append("n", entry.n())
                    .append("teams", entry.teams()),
                new ReplaceOptions().upsert(true)))
        // The upsert of a word that is not newer finds the person's key taken.
        .recover(
            error ->
                DuplicateKeys.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> after(String person) {
    // '0' is the character after '/': every id of this force.
    return mongo
        .list(
            moves
                .find(and(gt("_id", force + '/' + person), lt("_id", force + '0')))
                .sort(ascending("_id"))
                .limit(PAGE))
        .map(
            found ->
                found.stream()
                    .map(
                        document ->
                            new Entry(
                                document.getString("person"),
                                document.getLong("n"),
                                document.getList("teams", String.class)))
                    .collect(Collectors.toUnmodifiableList()));
  }
}
