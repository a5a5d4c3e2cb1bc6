package uk.seenheard.api.trust.account;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;
import uk.seenheard.api.ground.identity.Absences;

/** Absences as documents, one a person, whose id begins with the force. */
public final class MongoAbsenceRegister implements AbsenceRegister {
  private final Mongo mongo;
  private final String force;
  private final MongoCollection<Document> people;

  /** Of a force, in a database. */
  public MongoAbsenceRegister(Mongo mongo, String force) {
    this.mongo = mongo;
    this.force = force;
    this.people = mongo.collection("absences");
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
    return mongo
        .done(
            people.replaceOne(
                and(eq("_id", id), lt("n", entry.n())),
                document,
                new ReplaceOptions().upsert(true)))
        // The upsert of a word that is not newer finds the person's key taken.
        .recover(
            error ->
                DuplicateKeys.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Entry>> all() {
    // '0' is the character after '/': every id of this force.
    return mongo
        .list(people.find(and(gte("_id", force + '/'), lt("_id", force + '0'))).limit(MAX_ENTRIES))
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
