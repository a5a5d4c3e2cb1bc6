package uk.seenheard.api.engine.documents;

import io.vertx.core.Future;

/**
 * A store of documents, whose answers come on the caller's Vert.x context.
 *
 * <p>A write that was answered is kept: on the disk of the embedded store, or by a majority of a
 * replica set. A read sees only such writes. There are no transactions across operations, on
 * purpose: what must happen together is one document, or is derived again from the log.
 */
public interface DocumentStore extends AutoCloseable {
  /** The collection of a name; it is made when something is first put into it. */
  Documents collection(String name);

  /** Whether the store answers. */
  Future<Void> ping();

  /**
   * Leaves nothing on this machine's disk of what was overwritten or deleted before it was asked:
   * no free page, no journal. What a replica set keeps of it, it keeps for its oplog's window.
   */
  Future<Void> purge();

  @Override
  void close();
}
