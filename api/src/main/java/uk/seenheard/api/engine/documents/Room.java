package uk.seenheard.api.engine.documents;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Whether the store's disk has room, as its writes tell. A disk that is full takes a small write
 * now and then, so after one was refused only a large one says that there is room again.
 */
public final class Room {
  private static final String COLLECTION = "room";
  private static final String TRIAL = "trial";
  private static final int TRIAL_BYTES = 64 * 1024;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private volatile boolean full;
  private long triedAt;
  private Future<Boolean> trial = Future.succeededFuture(false);

  /** A write was refused because there is none. */
  public StoreUnavailable refused() {
    full = true;
    return StoreUnavailable.full();
  }

  /** Whether there is some: tries a write where one was refused, every two seconds at most. */
  public synchronized Future<Boolean> look(DocumentStore store) {
    if (!full) {
      return Future.succeededFuture(true);
    }
    if (trial.isComplete() && System.nanoTime() - triedAt >= FRESH_NANOS) {
      triedAt = System.nanoTime();
      Documents room = store.collection(COLLECTION);
      trial =
          room.put(
                  eq("_id", TRIAL),
                  new Document("_id", TRIAL).append("bytes", new Binary(new byte[TRIAL_BYTES])))
              .compose(written -> room.delete(eq("_id", TRIAL)))
              .map(
                  there -> {
                    full = false;
                    return true;
                  })
              .otherwise(false);
    }
    return trial;
  }
}
