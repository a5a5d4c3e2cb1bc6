package uk.seenheard.api.engine.embedded;

import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Lets tests do something on the one thread that writes a store. */
public final class BrokenStore {
  private BrokenStore() {}

  /** Asks a store, from this thread's context, to do it as one of its commands. */
  public static void write(EmbeddedStore store, Vertx vertx, Supplier<?> command) {
    ((InProcessStore) store.documents(vertx)).write(command);
  }
}
