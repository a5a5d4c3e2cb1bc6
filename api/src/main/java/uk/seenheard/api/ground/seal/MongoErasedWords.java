package uk.seenheard.api.ground.seal;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;

/** The bodies in the documents of the log. */
public final class MongoErasedWords implements ErasedWords {
  private static final int PAGE = 20;
  private static final Binary NOTHING = new Binary(new byte[0]);

  private final DocumentStore store;
  private final Documents commits;
  private final String feed;

  /** Of the log of one force. */
  public MongoErasedWords(DocumentStore store, String feed) {
    this.store = store;
    this.commits = store.collection("commits");
    this.feed = feed;
  }

  @Override
  public Future<Void> takeOut(String incident) {
    return takeOut(incident, 0);
  }

  private Future<Void> takeOut(String incident, long after) {
    return commits
        .find(and(eq("feed", feed), eq("bodies.incident", incident), gt("n", after)))
        .sort(ascending("n"))
        .limit(PAGE)
        .list()
        .compose(
            page -> {
              Future<Boolean> done = Future.succeededFuture(true);
              for (Document commit : page) {
                done =
                    done.compose(
                        before ->
                            commits.update(
                                eq("_id", commit.get("_id")), without(incident, commit)));
              }
              return page.size() < PAGE
                  ? done.mapEmpty()
                  : done.compose(all -> takeOut(incident, page.get(page.size() - 1).getLong("n")));
            });
  }

  /**
   * Each body by its place, which never changes: so two erasures in one commit do not bring back
   * what the other took out.
   */
  private static Change without(String incident, Document commit) {
    Change change = Change.set("n", commit.getLong("n"));
    List<Document> batches = commit.getList("batches", Document.class);
    for (int b = 0; b < batches.size(); b++) {
      List<Document> changes = batches.get(b).getList("changes", Document.class);
      for (int c = 0; c < changes.size(); c++) {
        if (incident.equals(changes.get(c).getString("incident"))) {
          change = change.and(Change.set("batches." + b + ".changes." + c + ".body", NOTHING));
        }
      }
    }
    return change;
  }

  @Override
  public Future<Void> purge() {
    return store.purge();
  }
}
