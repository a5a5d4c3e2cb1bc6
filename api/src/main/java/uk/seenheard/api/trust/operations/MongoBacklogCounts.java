package uk.seenheard.api.trust.operations;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.Mongo;
import uk.seenheard.api.ground.log.CommitLog;

/**
 * Counts by two short indexes over what waits: rows where nothing waits are not read. Each count
 * ends at a bound, because nobody acts differently on ten thousand.
 */
public final class MongoBacklogCounts implements BacklogCounts {
  private static final int MOST = 10_000;
  private static final String QUARANTINED = "quarantined";
  private static final String QUEUED = "contact.queued";

  private final Mongo mongo;
  private final CommitLog log;
  private final String force;
  private final Supplier<String> feed;
  private final MongoCollection<Document> incidents;
  private final MongoCollection<Document> handsets;

  /**
   * Of a force.
   *
   * @param feed under which name the projections that serve now are filed
   */
  public MongoBacklogCounts(Mongo mongo, CommitLog log, String force, Supplier<String> feed) {
    this.mongo = mongo;
    this.log = log;
    this.force = force;
    this.feed = feed;
    this.incidents = mongo.collection("incidents");
    this.handsets = mongo.collection("handsets");
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return mongo
        .done(incidents.createIndex(Indexes.ascending("feed", QUARANTINED)))
        .compose(done -> mongo.done(handsets.createIndex(Indexes.ascending("feed", QUEUED))));
  }

  @Override
  public Future<Counts> look() {
    Future<Long> position = log.last();
    Future<List<Document>> waiting = waiting(incidents, feed.get(), QUARANTINED);
    Future<List<Document>> unsent = waiting(handsets, force, QUEUED);
    return Future.all(position, waiting, unsent)
        .map(
            all ->
                new Counts(
                    position.result(),
                    waiting.result().stream().mapToLong(card -> card.getInteger(QUARANTINED)).sum(),
                    unsent.result().stream().mapToLong(MongoBacklogCounts::queued).sum(),
                    unsent.result().size()));
  }

  private Future<List<Document>> waiting(
      MongoCollection<Document> collection, String of, String field) {
    return mongo.list(
        collection
            .find(and(eq("feed", of), gt(field, 0)))
            .projection(Projections.include(field))
            .limit(MOST));
  }

  private static long queued(Document handset) {
    return handset.get("contact", Document.class).getLong("queued");
  }
}
