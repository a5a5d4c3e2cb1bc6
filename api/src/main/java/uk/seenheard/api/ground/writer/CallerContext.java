package uk.seenheard.api.ground.writer;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import uk.seenheard.api.engine.documents.BrokenMachine;

/**
 * Brings answers home: parts that are confined to one context are asked from others, and what they
 * answer has to arrive where it was asked.
 */
public final class CallerContext {
  private CallerContext() {}

  /** A promise whose future completes on the context that this is called from. */
  public static <T> Answer<T> here(Vertx vertx) {
    return new Answer<>(vertx.getOrCreateContext(), Promise.promise());
  }

  /**
   * An answer on its way home.
   *
   * @param <T> what is answered
   */
  public record Answer<T>(Context home, Promise<T> promise) {
    /** Where it arrives. */
    public Future<T> future() {
      return promise.future();
    }

    /** Sends a value home. */
    public void complete(T value) {
      home.runOnContext(unused -> promise.tryComplete(value));
    }

    /** Sends a failure home; one of the machine is told to whoever watches that context as well. */
    public void fail(Throwable cause) {
      home.runOnContext(
          unused -> {
            promise.tryFail(cause);
            BrokenMachine.tell(cause);
          });
    }

    /** Sends home what a future came to. */
    public void complete(Future<T> done) {
      done.onComplete(this::complete, this::fail);
    }
  }
}
