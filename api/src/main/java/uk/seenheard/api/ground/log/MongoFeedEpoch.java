package uk.seenheard.api.ground.log;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.util.UUID;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The feed epoch as one document beside the log. */
public final class MongoFeedEpoch implements FeedEpoch {
  private final Documents epochs;
  private final String feed;

  /** Of one force's log. */
  public MongoFeedEpoch(DocumentStore store, String feed) {
    this.epochs = store.collection("epochs");
    this.feed = feed;
  }

  @Override
  public Future<String> current() {
    return epochs
        .find(eq("_id", feed))
        .first()
        .compose(
            found ->
                found
                    .map(document -> Future.succeededFuture(document.getString("epoch")))
                    .orElseGet(this::begin));
  }

  @Override
  public Future<String> renew() {
    return epochs.delete(eq("_id", feed)).compose(gone -> begin());
  }

  private Future<String> begin() {
    Document epoch = new Document("_id", feed).append("epoch", UUID.randomUUID().toString());
    return epochs
        .insert(epoch)
        .map(done -> epoch.getString("epoch"))
        .recover(error -> KeyTaken.is(error) ? current() : Future.failedFuture(error));
  }
}
