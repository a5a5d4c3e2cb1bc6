package uk.seenheard.api.ground.acts;

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
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/** The acts that stand as documents, one a kind and subject, whose id begins with the force. */
public final class MongoActTable implements ActTable {
  private final String force;
  private final Documents acts;
  private final JsonReader reader;

  /** Of a force, in a database. */
  public MongoActTable(DocumentStore store, String force, JsonReader reader) {
    this.force = force;
    this.acts = store.collection("acts");
    this.reader = reader;
  }

  @Override
  public Future<Void> put(Row row) {
    String id = force + '/' + row.kind() + '/' + row.subject();
    LedgerAct act = row.act();
    Document document =
        new Document("_id", id)
            .append("kind", row.kind())
            .append("subject", row.subject())
            .append("n", act.n())
            .append("at", act.at())
            .append("person", act.person())
            .append("act", act.act())
            .append("with", act.with().canonical());
    return acts.put(and(eq("_id", id), lt("n", act.n())), document)
        // The upsert of a word that is not newer finds the subject's key taken.
        .recover(
            error -> KeyTaken.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<Row>> after(String kind, String subject) {
    String ids = force + '/' + kind;
    // '0' is the character after '/': every id of this force and kind.
    return acts.find(and(gt("_id", ids + '/' + subject), lt("_id", ids + '0')))
        .sort(ascending("_id"))
        .limit(PAGE)
        .list()
        .map(found -> found.stream().map(this::row).collect(Collectors.toUnmodifiableList()));
  }

  private Row row(Document document) {
    return new Row(
        document.getString("kind"),
        document.getString("subject"),
        new LedgerAct(
            document.getLong("n"),
            document.getLong("at"),
            document.getString("person"),
            document.getString("act"),
            (Json.Obj) reader.read(document.getString("with"))));
  }
}
