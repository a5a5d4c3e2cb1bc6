package uk.seenheard.api.ground.identity;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.List;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.sync.change.Hash;

/** The logins that somebody has signed out of, as documents. */
public final class MongoEndedLogins implements EndedLogins.Register {
  private static final int MOST = 10_000;

  private final String feed;
  private final Documents logins;

  /** Of a force. */
  public MongoEndedLogins(DocumentStore store, String feed) {
    this.feed = feed;
    this.logins = store.collection("endedLogins");
  }

  /** Makes the index by which they are read. */
  public Future<Void> prepare() {
    return logins.index(Order.ascending("feed", "until"));
  }

  @Override
  public Future<Void> keep(EndedLogins.Ended login) {
    Document document =
        new Document("_id", feed + '/' + login.token().hex())
            .append("feed", feed)
            .append("token", login.token().hex())
            .append("person", login.person())
            .append("until", login.until());
    return logins
        .insert(document)
        .recover(
            error -> KeyTaken.is(error) ? Future.succeededFuture() : Future.failedFuture(error));
  }

  @Override
  public Future<List<EndedLogins.Ended>> standing(long now) {
    return logins
        .deleteAll(and(eq("feed", feed), lte("until", now)))
        .compose(swept -> logins.find(eq("feed", feed)).limit(MOST).list())
        .map(found -> found.stream().map(MongoEndedLogins::read).toList());
  }

  private static EndedLogins.Ended read(Document document) {
    return new EndedLogins.Ended(
        new Hash(document.getString("token")),
        document.getString("person"),
        document.getLong("until"));
  }
}
