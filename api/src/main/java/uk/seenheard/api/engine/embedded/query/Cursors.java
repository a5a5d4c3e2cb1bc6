package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import uk.seenheard.api.engine.embedded.pages.Row;

/** The open cursors: so many at most, and none for ever. */
public final class Cursors {
  private static final int MOST = 2_000;
  private static final long IDLE = TimeUnit.MINUTES.toNanos(10);

  private final CursorRegistry registry;
  private final Map<Long, StoreCursor> open = new ConcurrentHashMap<>();

  Cursors(CursorRegistry registry) {
    this.registry = registry;
  }

  public CursorRegistry registry() {
    return registry;
  }

  StoreCursor create(Iterator<Row> rows, UnaryOperator<Document> projection) {
    return new StoreCursor(registry.generateCursorId(), rows, projection);
  }

  void keep(StoreCursor cursor) {
    if (open.size() >= MOST) {
      sweep(System.nanoTime());
    }
    if (open.size() >= MOST) {
      throw new MongoServerError(
          8, "UnknownError", "There are " + MOST + " open cursors already; close some");
    }
    open.put(cursor.getId(), cursor);
    registry.add(cursor);
  }

  /** Forgets what was read to its end, killed, or left alone for ten minutes. */
  void sweep(long now) {
    open.values()
        .removeIf(
            cursor -> {
              boolean over = cursor.isEmpty() || cursor.idleNanos(now) > IDLE;
              if (over) {
                registry.remove(cursor.getId());
              }
              return over;
            });
  }

  public void forget(long id) {
    open.remove(id);
    registry.remove(id);
  }
}
