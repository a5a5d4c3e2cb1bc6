package uk.seenheard.api.trust.account;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gte;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.ground.roster.Absences;

/** Absences as documents, one a person, whose id begins with the force. */
public final class MongoAbsenceRegister implements AbsenceRegister {
  private final String force;
  private final Documents people;

  /** Of a force, in a database. */
  public MongoAbsenceRegister(DocumentStore store, String force) {
    this.force = force;
    this.people = store.collection("absences");
  }

  @Override
  public Future<Void> put(Entry entry) {
    Absences.Absence absence = entry.absence();
    String id = force + '/' + absence.person();
    Document document =
        new Document("_id", id)
            .append("person", absence.person())
            .append("n", entry.n())
            .append("from", absence.from())
            .append("until", absence.until())
            .append("deputy", absence.deputy().orElse(null));
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
                    .map(MongoAbsenceRegister::entry)
                    .collect(Collectors.toUnmodifiableList()));
  }

  private static Entry entry(Document document) {
    return new Entry(
        document.getLong("n"),
        new Absences.Absence(
            document.getString("person"),
            document.getLong("from"),
            document.getLong("until"),
            Optional.ofNullable(document.getString("deputy"))));
  }
}
