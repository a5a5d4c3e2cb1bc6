package uk.seenheard.api.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Rows put in order in memory, within a limit. */
final class SortedRows {
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_HEAP = 10_000;

  private SortedRows() {}

  private record Numbered(Row row, long number) {}

  /** With `wanted` &gt; 0 only the first so many are kept. */
  static Iterator<Row> of(Iterator<Row> rows, Comparator<Document> byDocument, int wanted) {
    Comparator<Numbered> order =
        Comparator.<Numbered, Document>comparing(n -> n.row.document(), byDocument)
            .thenComparingLong(Numbered::number);
    boolean bounded = wanted > 0 && wanted <= MAX_HEAP;
    PriorityQueue<Numbered> kept = new PriorityQueue<>(order.reversed());
    List<Numbered> all = new ArrayList<>();
    long bytes = 0;
    long number = 0;
    while (rows.hasNext()) {
      Numbered next = new Numbered(rows.next(), number++);
      bytes += next.row.size();
      if (bounded) {
        kept.add(next);
        if (kept.size() > wanted) {
          bytes -= kept.remove().row.size();
        }
      } else {
        all.add(next);
      }
      if (bytes > MAX_BYTES) {
        throw new MongoServerError(
            292,
            "QueryExceededMemoryLimitNoDiskUseAllowed",
            "Sorting without an index would take more than "
                + (MAX_BYTES >> 20)
                + " MB; add an index that gives the order, or a limit");
      }
    }
    if (bounded) {
      all.addAll(kept);
    }
    all.sort(order);
    return all.stream().map(Numbered::row).iterator();
  }
}
