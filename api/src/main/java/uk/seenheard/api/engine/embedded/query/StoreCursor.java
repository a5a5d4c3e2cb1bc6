package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import uk.seenheard.api.engine.embedded.pages.Row;

/** A query that rests between two batches, holding no transaction open. */
final class StoreCursor extends AbstractCursor {
  /** A reply must stay below the 48 MB of a message. */
  private static final long BATCH_BYTES = 16L << 20;

  private final Iterator<Row> rows;
  private final UnaryOperator<Document> projection;
  private volatile long usedAt = System.nanoTime();
  private boolean ended;

  StoreCursor(long id, Iterator<Row> rows, UnaryOperator<Document> projection) {
    super(id);
    this.rows = rows;
    this.projection = projection;
  }

  @Override
  public synchronized boolean isEmpty() {
    return ended;
  }

  /** The next documents, at most `batchSize` (0: as many as a reply may hold). */
  @Override
  public synchronized List<Document> takeDocuments(int batchSize) {
    usedAt = System.nanoTime();
    List<Document> batch = new ArrayList<>();
    long bytes = 0;
    while ((batchSize <= 0 || batch.size() < batchSize) && bytes < BATCH_BYTES && rows.hasNext()) {
      Row row = rows.next();
      batch.add(projection.apply(row.document()));
      bytes += row.size();
    }
    ended = !rows.hasNext();
    return batch;
  }

  long idleNanos(long now) {
    return now - usedAt;
  }
}
