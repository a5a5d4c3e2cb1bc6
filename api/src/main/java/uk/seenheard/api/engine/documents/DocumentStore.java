package uk.seenheard.api.engine.documents;

import io.vertx.core.Future;
import java.util.List;
import org.bson.Document;

/**
 * A store of documents, whose answers come on the caller's Vert.x context.
 *
 * <p>A write that was answered is kept: on the disk of the embedded store, or by a majority of a
 * replica set. A read sees only such writes. There are no transactions across operations, on
 * purpose: what must happen together is one document and the parts that it names, or is derived
 * again from the log.
 */
public interface DocumentStore extends AutoCloseable {
  /** The collection of a name; it is made when something is first put into it. */
  Documents collection(String name);

  /**
   * Inserts a document and, before it, the parts that it names: it is kept only where they are. A
   * part whose key is taken stays as it is. The embedded store keeps all of it or nothing; a
   * MongoDB may be left with parts that nothing names, so a part is read by its name alone.
   *
   * @return done; fails with {@link KeyTaken} where a key of the document is taken
   */
  Future<Void> insert(String collection, Document document, String partsIn, List<Document> parts);

  /** Whether the store answers. */
  Future<Void> ping();

  /**
   * Whether it takes writes: not while its disk is full, when it goes on answering what is read.
   * Fails where it does not answer.
   */
  Future<Boolean> takesWrites();

  /**
   * Leaves nothing on this machine's disk of what was overwritten or deleted before it was asked:
   * no free page, no journal. What a replica set keeps of it, it keeps for its oplog's window.
   */
  Future<Void> purge();

  @Override
  void close();
}
