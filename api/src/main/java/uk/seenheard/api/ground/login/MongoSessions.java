package uk.seenheard.api.ground.login;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;

/** The sessions as documents. */
public final class MongoSessions implements Sessions {
  private final String feed;
  private final Documents sessions;

  /** Of a force. */
  public MongoSessions(DocumentStore store, String feed) {
    this.feed = feed;
    this.sessions = store.collection("sessions");
  }

  /** Makes the index by which they are swept. */
  public Future<Void> prepare() {
    return sessions.index(Order.ascending("feed", "until"));
  }

  @Override
  public Future<Void> keep(Session session) {
    return sessions.put(eq("_id", key(session.id())), document(session));
  }

  @Override
  public Future<Optional<Session>> find(String id, long now) {
    return sessions
        .find(eq("_id", key(id)))
        .first()
        .map(found -> found.map(this::read).filter(session -> session.until() > now));
  }

  @Override
  public Future<Boolean> take(String id, long now, long since) {
    return sessions.update(and(eq("_id", key(id)), lte("taken", since)), Change.set("taken", now));
  }

  @Override
  public Future<Void> forget(String id) {
    return sessions.delete(eq("_id", key(id)));
  }

  @Override
  public Future<Void> sweep(long now) {
    return sessions.deleteAll(and(eq("feed", feed), lte("until", now)));
  }

  private String key(String id) {
    return feed + '/' + id;
  }

  private Document document(Session session) {
    Document document =
        new Document("_id", key(session.id()))
            .append("feed", feed)
            .append("person", session.person())
            .append("subject", session.subject())
            .append("until", session.until())
            .append("vouchedAt", session.vouchedAt())
            .append("taken", 0L);
    session.limit().role().ifPresent(role -> document.append("role", role));
    session.limit().teams().ifPresent(teams -> document.append("teams", List.copyOf(teams)));
    session.sealed().ifPresent(kept -> document.append("sealed", kept));
    return document;
  }

  private Session read(Document document) {
    @Nullable List<String> teams = document.getList("teams", String.class);
    return new Session(
        document.getString("_id").substring(feed.length() + 1),
        document.getString("person"),
        document.getString("subject"),
        new Limit(
            Optional.ofNullable(document.getString("role")),
            Optional.ofNullable(teams).map(Set::copyOf)),
        document.getLong("until"),
        document.getLong("vouchedAt"),
        Optional.ofNullable(document.getString("sealed")));
  }
}
