package uk.seenheard.api.engine.mongo;

import com.mongodb.MongoBulkWriteException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Room;

/** The driver's publishers as futures on the caller's Vert.x context. */
final class Answers {
  private final Vertx vertx;
  private final Room room;

  Answers(Vertx vertx, Room room) {
    this.vertx = vertx;
    this.room = room;
  }

  /** The only element of a publisher. */
  <T> Future<T> one(Publisher<T> publisher) {
    return list(publisher, 1).map(items -> items.get(0));
  }

  /** Waits until a publisher is done. */
  Future<Void> done(Publisher<?> publisher) {
    return list(publisher, 1).mapEmpty();
  }

  /**
   * The answer to several writes at once.
   *
   * @param partly what it is when some were not done, and only because their keys were taken
   */
  <T> Future<Integer> whole(
      Publisher<T> publisher, ToIntFunction<T> all, ToIntFunction<MongoBulkWriteException> partly) {
    Context context = vertx.getOrCreateContext();
    Promise<Integer> promise = Promise.promise();
    Promise<List<T>> done = Promise.promise();
    done.future().map(items -> all.applyAsInt(items.get(0))).onComplete(promise);
    publisher.subscribe(
        new Collecting<>(context, done, 1) {
          @Override
          public void onError(Throwable error) {
            if (error instanceof MongoBulkWriteException bulk && DuplicateKeys.is(error)) {
              context.runOnContext(unused -> promise.tryComplete(partly.applyAsInt(bulk)));
            } else {
              super.onError(error);
            }
          }
        });
    return promise.future();
  }

  /** The elements of a publisher, of which there may be at most {@link Documents#MAX_READ}. */
  <T> Future<List<T>> list(Publisher<T> publisher) {
    return list(publisher, Documents.MAX_READ);
  }

  private <T> Future<List<T>> list(Publisher<T> publisher, int most) {
    Context context = vertx.getOrCreateContext();
    Promise<List<T>> promise = Promise.promise();
    publisher.subscribe(new Collecting<>(context, promise, most));
    return promise.future();
  }

  /** The failure as callers are to see it. */
  private Throwable translated(Throwable error) {
    return DuplicateKeys.is(error) ? new KeyTaken() : StoreAway.translated(error, room);
  }

  /** Collects what a publisher gives and hands it over on the context that asked. */
  private class Collecting<T> implements Subscriber<T> {
    private final Context context;
    private final Promise<List<T>> promise;
    private final int most;
    private final List<T> items = new ArrayList<>();
    private @Nullable Subscription subscription;

    Collecting(Context context, Promise<List<T>> promise, int most) {
      this.context = context;
      this.promise = promise;
      this.most = most;
    }

    @Override
    public void onSubscribe(Subscription s) {
      subscription = s;
      s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(T item) {
      if (items.size() < most) {
        items.add(item);
      } else if (most > 1 && subscription != null) {
        subscription.cancel();
        onError(
            new IllegalStateException("a read was not bounded: more than " + most + " documents"));
      }
    }

    @Override
    public void onError(Throwable error) {
      context.runOnContext(unused -> promise.tryFail(translated(error)));
    }

    @Override
    public void onComplete() {
      context.runOnContext(unused -> promise.tryComplete(items));
    }
  }
}
