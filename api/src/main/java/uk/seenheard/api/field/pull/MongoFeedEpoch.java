package uk.seenheard.api.field.pull;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import java.util.UUID;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The feed epoch as one document beside the log. */
public final class MongoFeedEpoch implements FeedEpoch {
  private final Mongo mongo;
  private final MongoCollection<Document> epochs;
  private final String feed;

  /** Of one force's log. */
  public MongoFeedEpoch(Mongo mongo, String feed) {
    this.mongo = mongo;
    this.epochs = mongo.collection("epochs");
    this.feed = feed;
  }

  @Override
  public Future<String> current() {
    return mongo
        .first(epochs.find(eq("_id", feed)))
        .compose(
            found ->
                found
                    .map(document -> Future.succeededFuture(document.getString("epoch")))
                    .orElseGet(this::begin));
  }

  @Override
  public Future<String> renew() {
    return mongo.done(epochs.deleteOne(eq("_id", feed))).compose(gone -> begin());
  }

  private Future<String> begin() {
    Document epoch = new Document("_id", feed).append("epoch", UUID.randomUUID().toString());
    return mongo
        .done(epochs.insertOne(epoch))
        .map(done -> epoch.getString("epoch"))
        .recover(error -> DuplicateKeys.is(error) ? current() : Future.failedFuture(error));
  }
}
