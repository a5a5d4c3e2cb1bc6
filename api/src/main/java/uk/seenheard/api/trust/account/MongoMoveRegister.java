package uk.seenheard.api.trust.account;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The moves as documents, one a person, whose id begins with the force. */
public final class MongoMoveRegister implements MoveRegister {
  private final String force;
  private final Documents moves;

  /** Of a force, in a database. */
  public MongoMoveRegister(DocumentStore store, String force) {
    this.force = force;
    this.moves = store.collection("moves");
  }

  @Override
  public Future<Void> put(Entry entry) {
    String id = force + '/' + entry.person();
    return moves
        .put(
            and(eq("_id", id), lt("n", entry.n())),
            new Document("_id", id)
                .append("person", entry.person())
                .append("n", entry.n())
                .append("teams", entry.teams()))
        // The upsert of a word that is not newer finds the person's key taken.
        .recover(
            error -> KeyTaken.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> after(String person) {
    // '0' is the character after '/': every id of this force.
    return moves
        .find(and(gt("_id", force + '/' + person), lt("_id", force + '0')))
        .sort(ascending("_id"))
        .limit(PAGE)
        .list()
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
