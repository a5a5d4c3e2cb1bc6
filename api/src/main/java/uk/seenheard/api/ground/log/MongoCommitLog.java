package uk.seenheard.api.ground.log;

import static uk.seenheard.api.engine.documents.Order.ascending;
import static uk.seenheard.api.engine.documents.Order.descending;
import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;
import static uk.seenheard.api.engine.documents.Where.lt;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Order;

/** The commit log as documents of one collection, one document a commit. */
public final class MongoCommitLog implements CommitLog {
  private static final String NAME = "commits";

  private final String feed;
  private final Documents commits;

  /** The log of one force. */
  public MongoCommitLog(DocumentStore store, String feed) {
    this.feed = feed;
    this.commits = store.collection(NAME);
  }

  /** The forces whose logs a store holds. */
  public static Future<List<String>> feeds(DocumentStore store) {
    return feeds(store.collection(NAME), "", new ArrayList<>());
  }

  private static Future<List<String>> feeds(Documents commits, String after, List<String> found) {
    return commits
        .find(gt("feed", after))
        .sort(ascending("feed", "n"))
        .only("feed")
        .first()
        .compose(
            next -> {
              if (next.isEmpty()) {
                return Future.succeededFuture(found);
              }
              found.add(next.get().getString("feed"));
              return feeds(commits, next.get().getString("feed"), found);
            });
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return commits
        .unique(Order.ascending("feed", "n"))
        .compose(done -> commits.unique(Order.ascending("feed", "keys")))
        .compose(done -> commits.index(Order.ascending("feed", "bodies.incident", "n")))
        .compose(done -> commits.index(Order.ascending("feed", "devices").thenDescending("n")));
  }

  @Override
  public Future<Optional<Commit>> tail() {
    return commits
        .find(eq("feed", feed))
        .sort(descending("feed", "n"))
        .limit(1)
        .first()
        .map(found -> found.map(CommitDocument::read));
  }

  @Override
  public Future<Long> last() {
    return commits
        .find(eq("feed", feed))
        .sort(descending("feed", "n"))
        .only("n")
        .limit(1)
        .first()
        .map(found -> found.map(document -> document.getLong("n")).orElse(0L));
  }

  @Override
  public Future<Insertion> insert(Commit commit) {
    return commits
        .insert(CommitDocument.write(commit))
        .map(Insertion.INSERTED)
        .recover(
            error ->
                KeyTaken.is(error)
                    ? Future.succeededFuture(Insertion.TAKEN)
                    : Future.failedFuture(error));
  }

  @Override
  public Future<List<Commit>> after(long n, int most) {
    return commits
        .find(and(eq("feed", feed), gt("n", n)))
        .sort(ascending("feed", "n"))
        .limit(most)
        .list()
        .map(MongoCommitLog::read);
  }

  @Override
  public Future<List<Kept>> keptAfter(long n, int most) {
    return commits
        .find(and(eq("feed", feed), gt("n", n)))
        .sort(ascending("feed", "n"))
        .limit(most)
        .list()
        .map(found -> found.stream().map(CommitDocument::kept).toList());
  }

  @Override
  public Future<List<Commit>> ofDevice(String device, long beforeN, int most) {
    return commits
        .find(and(eq("feed", feed), eq("devices", device), lt("n", beforeN)))
        .sort(descending("n"))
        .limit(most)
        .list()
        .map(MongoCommitLog::read);
  }

  private static List<Commit> read(List<Document> found) {
    return found.stream().map(CommitDocument::read).collect(Collectors.toUnmodifiableList());
  }
}
