package uk.seenheard.api.partners.evidence;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.lt;
import static uk.seenheard.api.engine.documents.Where.lte;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/** How recordings stand as documents: which recording it is stands there as a hash. */
final class MongoStanding implements Standing {
  private final Documents standing;
  private final Supplier<String> feed;
  private final Digests digests;

  /**
   * Of one force's log.
   *
   * @param feed under which name it is kept: another one after a rebuild
   */
  MongoStanding(DocumentStore store, Supplier<String> feed, Digests digests) {
    this.standing = store.collection("footagestanding");
    this.feed = feed;
    this.digests = digests;
  }

  @Override
  public Future<Void> prepare() {
    return standing
        .index(ascending("feed", "open", "due"))
        .compose(done -> standing.index(ascending("feed", "incident")));
  }

  @Override
  public Future<Void> note(List<Noted> noted) {
    Future<Void> written = Future.succeededFuture();
    for (Noted one : noted) {
      written = written.compose(done -> note(one));
    }
    return written;
  }

  private Future<Void> note(Noted one) {
    String about = Hash.of(one.incident() + '\n' + one.about(), digests).hex();
    Document document =
        new Document("_id", feed.get() + '/' + about)
            .append("feed", feed.get())
            .append("incident", one.incident())
            .append("open", one.open())
            .append("due", one.due())
            .append("said", one.said());
    return standing
        .insertMissing(List.of(document))
        .compose(
            left ->
                standing.replace(
                    and(eq("_id", document.getString("_id")), lt("said", one.said())), document))
        .mapEmpty();
  }

  @Override
  public Future<List<String>> open(long until, int most) {
    return standing
        .find(and(eq("feed", feed.get()), eq("open", true), lte("due", until)))
        .sort(ascending("due"))
        .limit(most)
        .list()
        .map(
            found -> {
              Set<String> incidents = new LinkedHashSet<>();
              found.forEach(one -> incidents.add(one.getString("incident")));
              return List.copyOf(incidents);
            });
  }

  @Override
  public Future<Void> erase(String incident) {
    return standing.deleteAll(and(eq("feed", feed.get()), eq("incident", incident)));
  }
}
