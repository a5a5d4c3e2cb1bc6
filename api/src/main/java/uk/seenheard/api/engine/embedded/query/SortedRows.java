package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Row;

/**
 * Rows put in order in memory, within a limit, by the same key bytes by which an index would have
 * ordered them: an array stands where its smallest element stands, or its greatest, backwards.
 */
final class SortedRows {
  private static final long MAX_BYTES = 64L << 20;
  private static final int MAX_HEAP = 10_000;

  private SortedRows() {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Keyed(Row row, byte[] key, long number) {}

  /** With `wanted` &gt; 0 only the first so many are kept. */
  static Iterator<Row> of(Iterator<Row> rows, Map<String, Boolean> ascendingByField, int wanted) {
    Comparator<Keyed> order =
        Comparator.<Keyed, byte[]>comparing(k -> k.key, Arrays::compareUnsigned)
            .thenComparingLong(Keyed::number);
    boolean bounded = wanted > 0 && wanted <= MAX_HEAP;
    PriorityQueue<Keyed> kept = new PriorityQueue<>(order.reversed());
    List<Keyed> all = new ArrayList<>();
    long bytes = 0;
    long number = 0;
    while (rows.hasNext()) {
      Row row = rows.next();
      Keyed next = new Keyed(row, key(row.document(), ascendingByField), number++);
      bytes += row.size();
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
    return all.stream().map(Keyed::row).iterator();
  }

  private static byte[] key(Document document, Map<String, Boolean> ascendingByField) {
    KeyBytes key = new KeyBytes();
    ascendingByField.forEach(
        (path, ascending) -> {
          Object value = Utils.getSubdocumentValueCollectionAware(document, path);
          if (value instanceof Collection<?> elements) {
            byte[] first = null;
            for (Object element : elements) {
              byte[] each = new KeyBytes().add(sortable(element), ascending).toBytes();
              first = first == null || Arrays.compareUnsigned(each, first) < 0 ? each : first;
            }
            if (first == null) {
              key.addEmptyArray(ascending);
            } else {
              key.addBytes(first);
            }
          } else {
            key.add(sortable(value), ascending);
          }
        });
    return key.toBytes();
  }

  /** Where no key has to be exact, a decimal may stand at its nearest double. */
  private static @Nullable Object sortable(@Nullable Object value) {
    return value instanceof Decimal128 decimal ? decimal.doubleValue() : value;
  }
}
