package uk.seenheard.api.trust.account;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The withdrawn accounts as documents, one a person, whose id begins with the force. */
public final class MongoRevocationRegister implements RevocationRegister {
  private final String force;
  private final Documents people;

  /** Of a force, in a database. */
  public MongoRevocationRegister(DocumentStore store, String force) {
    this.force = force;
    this.people = store.collection("revocations");
  }

  @Override
  public Future<Void> put(Entry entry) {
    String id = force + '/' + entry.person();
    Document document =
        new Document("_id", id)
            .append("person", entry.person())
            .append("n", entry.n())
            .append("since", entry.since().isPresent() ? entry.since().getAsLong() : null);
    return people
        .put(and(eq("_id", id), lt("n", entry.n())), document)
        // The upsert of a word that is not newer finds the person's key taken.
        .recover(
            error -> KeyTaken.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> all() {
    // '0' is the character after '/': every id of this force.
    return people
        .find(and(gte("_id", force + '/'), lt("_id", force + '0')))
        .limit(MAX_ENTRIES)
        .list()
        .map(
            found ->
                found.stream()
                    .map(MongoRevocationRegister::entry)
                    .collect(Collectors.toUnmodifiableList()));
  }

  private static Entry entry(Document document) {
    Long since = document.getLong("since");
    return new Entry(
        document.getString("person"),
        document.getLong("n"),
        since == null ? OptionalLong.empty() : OptionalLong.of(since));
  }
}
