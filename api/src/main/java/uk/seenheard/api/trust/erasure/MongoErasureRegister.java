package uk.seenheard.api.trust.erasure;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The erased incidents as documents, whose id begins with the force. */
public final class MongoErasureRegister implements ErasureRegister {
  private final String force;
  private final Documents erasures;

  /** Of a force, in a database. */
  public MongoErasureRegister(DocumentStore store, String force) {
    this.force = force;
    this.erasures = store.collection("erasures");
  }

  @Override
  public Future<Void> put(Entry entry) {
    return erasures
        .insert(
            new Document("_id", force + '/' + entry.incident())
                .append("incident", entry.incident())
                .append("n", entry.n())
                .append("at", entry.at()))
        .recover(
            error -> KeyTaken.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> after(String incident) {
    // '0' is the character after '/': every id of this force.
    return erasures
        .find(and(gt("_id", force + '/' + incident), lt("_id", force + '0')))
        .sort(ascending("_id"))
        .limit(PAGE)
        .list()
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
