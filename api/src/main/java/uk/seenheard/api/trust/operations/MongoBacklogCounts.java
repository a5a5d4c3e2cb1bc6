package uk.seenheard.api.trust.operations;

import static uk.seenheard.api.engine.documents.Where.and;
import static uk.seenheard.api.engine.documents.Where.eq;
import static uk.seenheard.api.engine.documents.Where.gt;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.Order;
import uk.seenheard.api.ground.log.CommitLog;

/**
 * Counts by two short indexes over what waits: rows where nothing waits are not read. Each count
 * ends at a bound, because nobody acts differently on ten thousand.
 */
public final class MongoBacklogCounts implements BacklogCounts {
  private static final int MOST = 10_000;
  private static final String QUARANTINED = "quarantined";
  private static final String QUEUED = "contact.queued";

  private final DocumentStore store;
  private final CommitLog log;
  private final String force;
  private final Supplier<String> feed;
  private final Documents incidents;
  private final Documents handsets;

  /**
   * Of a force.
   *
   * @param feed under which name the projections that serve now are filed
   */
  public MongoBacklogCounts(
      DocumentStore store, CommitLog log, String force, Supplier<String> feed) {
    this.store = store;
    this.log = log;
    this.force = force;
    this.feed = feed;
    this.incidents = store.collection("incidents");
    this.handsets = store.collection("handsets");
  }

  /** Makes the indexes; harmless when they exist. */
  public Future<Void> prepare() {
    return incidents
        .index(Order.ascending("feed", QUARANTINED))
        .compose(done -> handsets.index(Order.ascending("feed", QUEUED)));
  }

  @Override
  public Future<Counts> look() {
    Future<Long> position = log.last();
    Future<List<Document>> waiting = waiting(incidents, feed.get(), QUARANTINED);
    Future<List<Document>> unsent = waiting(handsets, force, QUEUED);
    Future<Boolean> writable = store.takesWrites().otherwise(false);
    return Future.all(position, waiting, unsent, writable)
        .map(
            all ->
                new Counts(
                    position.result(),
                    waiting.result().stream().mapToLong(card -> card.getInteger(QUARANTINED)).sum(),
                    unsent.result().stream().mapToLong(MongoBacklogCounts::queued).sum(),
                    unsent.result().size(),
                    writable.result()));
  }

  private Future<List<Document>> waiting(Documents collection, String of, String field) {
    return collection.find(and(eq("feed", of), gt(field, 0))).only(field).limit(MOST).list();
  }

  private static long queued(Document handset) {
    return handset.get("contact", Document.class).getLong("queued");
  }
}
