package uk.seenheard.api.ground.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The commit log as documents of one collection, one document a commit. */
public final class MongoCommitLog implements CommitLog {
  private static final String NAME = "commits";

  private final Mongo mongo;
  private final String feed;
  private final MongoCollection<Document> commits;

  /** The log of one force. */
  public MongoCommitLog(Mongo mongo, String feed) {
    this.mongo = mongo;
    this.feed = feed;
    this.commits = mongo.collection(NAME);
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    IndexOptions unique = new IndexOptions().unique(true);
    return mongo
        .done(commits.createIndex(Indexes.ascending("feed", "n"), unique))
        .compose(done -> mongo.done(commits.createIndex(Indexes.ascending("feed", "keys"), unique)))
        .compose(
            done ->
                mongo.done(
                    commits.createIndex(
                        Indexes.compoundIndex(
                            Indexes.ascending("feed", "devices"), Indexes.descending("n")))));
  }

  @Override
  public Future<Optional<Commit>> tail() {
    return mongo
        .first(commits.find(eq("feed", feed)).sort(descending("feed", "n")).limit(1))
        .map(found -> found.map(CommitDocument::read));
  }

  @Override
  public Future<Long> last() {
    return mongo
        .first(
            commits
                .find(eq("feed", feed))
                .sort(descending("feed", "n"))
                .projection(Projections.include("n"))
                .limit(1))
        .map(found -> found.map(document -> document.getLong("n")).orElse(0L));
  }

  @Override
  public Future<Insertion> insert(Commit commit) {
    return mongo
        .done(commits.insertOne(CommitDocument.write(commit)))
        .map(Insertion.INSERTED)
        .recover(
            error ->
                DuplicateKeys.is(error)
                    ? Future.succeededFuture(Insertion.TAKEN)
                    : Future.failedFuture(error));
  }

  @Override
  public Future<List<Commit>> after(long n, int most) {
    return mongo
        .list(
            commits
                .find(and(eq("feed", feed), gt("n", n)))
                .sort(ascending("feed", "n"))
                .limit(most))
        .map(MongoCommitLog::read);
  }

  @Override
  public Future<List<Commit>> ofDevice(String device, long beforeN, int most) {
    return mongo
        .list(
            commits
                .find(and(eq("feed", feed), eq("devices", device), lt("n", beforeN)))
                .sort(descending("n"))
                .limit(most))
        .map(MongoCommitLog::read);
  }

  private static List<Commit> read(List<Document> found) {
    return found.stream().map(CommitDocument::read).collect(Collectors.toUnmodifiableList());
  }
}
