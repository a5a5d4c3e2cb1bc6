package uk.seenheard.api.engine.embedded.pages;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A record of queries that no index answered, for tests that assert there are none.
 *
 * <p>It keeps the shape of a query, its field names and operators, never its values.
 */
public final class Scans {
  private static final int KEPT = 100;

  private final LongAdder scans = new LongAdder();
  private final LongAdder sorts = new LongAdder();
  private final Deque<String> latest = new ArrayDeque<>();
  private final boolean refused;

  /** With `refused`, a query that no index answers is not carried out. */
  public Scans(boolean refused) {
    this.refused = refused;
  }

  public void scan(String collection, @Nullable Document query, @Nullable Document orderBy) {
    scans.increment();
    keep("scan", collection, query, orderBy);
    if (refused) {
      throw new MongoServerError(
          291,
          "NoQueryExecutionPlans",
          "No index answers "
              + shape(query)
              + " sort "
              + orderBy
              + " on "
              + collection
              + ", and scans are refused (seenheard.store.refuseScans): add an index");
    }
  }

  public void sort(String collection, @Nullable Document query, @Nullable Document orderBy) {
    sorts.increment();
    keep("sort", collection, query, orderBy);
  }

  public long scanned() {
    return scans.sum();
  }

  public long sorted() {
    return sorts.sum();
  }

  private void keep(
      String what, String collection, @Nullable Document query, @Nullable Document orderBy) {
    String line = what + " " + collection + " " + shape(query) + " sort " + orderBy;
    synchronized (latest) {
      latest.addLast(line);
      if (latest.size() > KEPT) {
        latest.removeFirst();
      }
    }
  }

  public List<String> latest() {
    synchronized (latest) {
      return new ArrayList<>(latest);
    }
  }

  private static String shape(@Nullable Object value) {
    if (value instanceof Document document) {
      StringBuilder out = new StringBuilder("{");
      for (Map.Entry<String, Object> e : document.entrySet()) {
        out.append(out.length() > 1 ? ", " : "").append(e.getKey()).append(": ");
        out.append(shape(e.getValue()));
      }
      return out.append('}').toString();
    }
    if (value instanceof Collection<?> list) {
      return list.isEmpty() ? "[]" : "[" + shape(list.iterator().next()) + " …]";
    }
    return "?";
  }
}
