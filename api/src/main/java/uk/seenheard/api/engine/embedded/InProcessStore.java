package uk.seenheard.api.engine.embedded;

import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.BrokenMachine;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;
import uk.seenheard.api.engine.documents.Room;
import uk.seenheard.api.engine.documents.StoreUnavailable;
import uk.seenheard.api.engine.embedded.pages.StoreFailure;
import uk.seenheard.api.engine.embedded.query.CommandUndone;
import uk.seenheard.api.engine.embedded.query.Engine;
import uk.seenheard.api.engine.embedded.query.StoreDatabase;

/**
 * A database of the embedded store, asked in the process that owns it: no socket, so that nobody
 * else on the machine can ask.
 */
final class InProcessStore implements DocumentStore {
  private static final Logger log = LoggerFactory.getLogger(InProcessStore.class);
  private static final long MOST_MILLIS = 30_000;

  private final Engine engine;
  private final String database;
  private final Vertx vertx;
  private final Room room;

  InProcessStore(Engine engine, String database, Vertx vertx, Room room) {
    this.engine = engine;
    this.database = database;
    this.vertx = vertx;
    this.room = room;
  }

  @Override
  public Documents collection(String name) {
    return new InProcessDocuments(this, engine, database, name);
  }

  /** One command: where it fails, all of it is taken back. */
  @Override
  public Future<Void> insert(
      String collection, Document document, String partsIn, List<Document> parts) {
    de.bwaldvogel.mongo.bson.Document whole = Trees.stored(document);
    List<de.bwaldvogel.mongo.bson.Document> before = new ArrayList<>(parts.size());
    parts.forEach(part -> before.add(Trees.stored(part)));
    return write(
            () -> {
              StoreDatabase own = engine.database(database);
              if (!before.isEmpty()) {
                InProcessDocuments.insertMissing(own.collectionMade(partsIn), before);
              }
              own.collectionMade(collection).addDocument(whole);
              return true;
            })
        .mapEmpty();
  }

  /** The writer answers: it is the first to stop when something is wrong. */
  @Override
  public Future<Void> ping() {
    return write(() -> null);
  }

  @Override
  public Future<Boolean> takesWrites() {
    return ping().compose(answered -> room.look(this));
  }

  @Override
  public Future<Void> purge() {
    return onContext(engine.purge());
  }

  /** The file is closed by who opened it. */
  @Override
  public void close() {}

  <T> Future<T> write(Supplier<T> command) {
    return onContext(engine.write(command));
  }

  <T> Future<T> read(Supplier<T> question) {
    return onContext(engine.read(MOST_MILLIS, question));
  }

  private <T> Future<T> onContext(CompletableFuture<T> reply) {
    Context context = vertx.getOrCreateContext();
    Promise<T> promise = Promise.promise();
    reply.whenComplete(
        (answer, failure) ->
            context.runOnContext(
                unused -> {
                  if (failure == null) {
                    promise.tryComplete(answer);
                  } else {
                    promise.tryFail(translated(failure));
                    BrokenMachine.tell(failure);
                  }
                }));
    return promise.future();
  }

  /** The failure as callers are to see it. */
  private Throwable translated(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException c && c.getCause() != null ? c.getCause() : failure;
    if (cause instanceof CommandUndone undone) {
      cause = undone.error();
    }
    if (cause instanceof DuplicateKeyError) {
      return new KeyTaken();
    }
    if (cause instanceof StoreFailure below) {
      switch (below.kind()) {
        case DISK_FULL -> {
          log.error("the store's disk is full");
          return room.refused();
        }
        case STOPPED -> {
          return StoreUnavailable.away();
        }
        default -> {}
      }
    }
    return cause;
  }
}
