package uk.seenheard.api.ground.log;

import io.vertx.core.Future;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.ground.seal.ErasedWords;

/**
 * The bodies beside the commits of the log: those of an incident are a range of keys, in which
 * those that no commit names lie as well.
 */
public final class MongoErasedWords implements ErasedWords {
  private final DocumentStore store;
  private final Documents bodies;
  private final String feed;

  /** Of the log of one force. */
  public MongoErasedWords(DocumentStore store, String feed) {
    this.store = store;
    this.bodies = store.collection(MongoBodies.NAME);
    this.feed = feed;
  }

  @Override
  public Future<Void> takeOut(String incident) {
    return bodies.deleteAll(BodiesDocument.of(feed, incident));
  }

  @Override
  public Future<Void> purge() {
    return store.purge();
  }
}
