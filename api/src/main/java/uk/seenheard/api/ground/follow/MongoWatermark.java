package uk.seenheard.api.ground.follow;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.util.function.Supplier;
import uk.seenheard.api.engine.documents.Change;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The watermark as one document, under the name of its generation. */
public final class MongoWatermark implements Watermark {
  private final Supplier<String> feed;
  private final Documents watermarks;

  /**
   * Of one force's log.
   *
   * @param feed under which name the read models are kept: another one after a rebuild
   */
  public MongoWatermark(DocumentStore store, Supplier<String> feed) {
    this.feed = feed;
    this.watermarks = store.collection("watermarks");
  }

  @Override
  public Future<Long> applied() {
    return watermarks
        .find(eq("_id", feed.get()))
        .first()
        .map(found -> found.map(document -> document.getLong("applied")).orElse(0L));
  }

  @Override
  public Future<Void> applied(long n) {
    return watermarks
        .upsert(eq("_id", feed.get()), Change.max("applied", n))
        .recover(error -> KeyTaken.is(error) ? applied(n) : Future.failedFuture(error));
  }
}
