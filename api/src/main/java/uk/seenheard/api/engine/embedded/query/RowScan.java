package uk.seenheard.api.engine.embedded.query;

import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.PageStore;
import uk.seenheard.api.engine.embedded.pages.Pages;
import uk.seenheard.api.engine.embedded.pages.Row;

/**
 * Rows of one span, or of a whole collection, read a chunk at a time.
 *
 * <p>Nothing of SQLite stays open between two chunks: the next one starts after the last key. So a
 * cursor may rest for minutes, go on in another thread, and what the reader changes meanwhile does
 * not disturb it.
 */
final class RowScan implements Iterator<Row> {
  private static final int LARGEST_CHUNK = 256;

  /** Reads the next rows given the last one (null at the start) and how many are wanted. */
  private interface Reader {
    List<Row> read(@Nullable Row last, int limit);
  }

  private final PageStore store;
  private final Reader reader;
  private final Deque<Row> buffer = new ArrayDeque<>();
  private @Nullable Row last;
  private int chunk;
  private boolean ended;

  private RowScan(PageStore store, int expected, Reader reader) {
    this.store = store;
    this.reader = reader;
    this.chunk = Math.min(LARGEST_CHUNK, Math.max(1, expected));
  }

  static RowScan ofCollection(PageStore store, long table, boolean descending, int expected) {
    return new RowScan(
        store,
        expected,
        (last, limit) -> {
          long beyond =
              last != null ? last.position() : descending ? Long.MAX_VALUE : Long.MIN_VALUE;
          return store.pages().inserted(table, beyond, descending, limit);
        });
  }

  /** All rows of a plan in its order, each document once. */
  static Iterator<Row> ofPlan(PageStore store, QueryPlan plan, long table, int expected) {
    List<Iterator<Row>> scans = new ArrayList<>();
    for (QueryPlan.Span span : plan.spans()) {
      scans.add(ofSpan(store, plan, span, table, expected));
    }
    if (plan.descending()) {
      Collections.reverse(scans);
    }
    Iterator<Row> rows;
    if (scans.size() == 1) {
      rows = scans.get(0);
    } else if (plan.merged()) {
      rows = new Merged(scans, plan);
    } else {
      Iterator<Iterator<Row>> each = scans.iterator();
      rows = new Chained(each);
    }
    return plan.distinct() ? new Distinct(rows) : rows;
  }

  private static RowScan ofSpan(
      PageStore store, QueryPlan plan, QueryPlan.Span span, long table, int expected) {
    long index = plan.index().table();
    boolean descending = plan.descending();
    return new RowScan(
        store,
        expected,
        (last, limit) -> {
          byte[] from = span.from();
          byte[] to = span.to();
          if (last != null && descending) {
            to = last.key();
          } else if (last != null) {
            from = Arrays.copyOf(last.key(), last.key().length + 1); // the next possible key
          }
          return store.pages().range(index, table, from, to, descending, limit);
        });
  }

  @Override
  public boolean hasNext() {
    if (buffer.isEmpty() && !ended) {
      store.pages().checkDeadline();
      List<Row> rows = reader.read(last, chunk);
      ended = rows.isEmpty() || (rows.size() < chunk && !Pages.isFull(rows));
      chunk = Math.min(LARGEST_CHUNK, chunk * 2);
      buffer.addAll(rows);
      last = rows.isEmpty() ? last : rows.get(rows.size() - 1);
    }
    return !buffer.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return buffer.remove();
  }

  /** One scan after the other. */
  private static final class Chained implements Iterator<Row> {
    private final Iterator<Iterator<Row>> rest;
    private Iterator<Row> current = Collections.emptyIterator();

    Chained(Iterator<Iterator<Row>> rest) {
      this.rest = rest;
    }

    @Override
    public boolean hasNext() {
      while (!current.hasNext() && rest.hasNext()) {
        current = rest.next();
      }
      return current.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return current.next();
    }
  }

  /** Several ordered scans as one, ordered by what follows the shared part of their keys. */
  private static final class Merged implements Iterator<Row> {
    private record Head(Row row, Iterator<Row> rest, int shared) {}

    private final PriorityQueue<Head> heads;

    Merged(List<Iterator<Row>> scans, QueryPlan plan) {
      Comparator<Head> byKey =
          (a, b) ->
              Arrays.compareUnsigned(
                  a.row.key(),
                  a.shared,
                  a.row.key().length,
                  b.row.key(),
                  b.shared,
                  b.row.key().length);
      heads = new PriorityQueue<>(plan.descending() ? byKey.reversed() : byKey);
      int n = scans.size();
      for (int i = 0; i < n; i++) {
        int shared = plan.spans().get(plan.descending() ? n - 1 - i : i).shared();
        push(scans.get(i), shared);
      }
    }

    private void push(Iterator<Row> scan, int shared) {
      if (scan.hasNext()) {
        heads.add(new Head(scan.next(), scan, shared));
      }
    }

    @Override
    public boolean hasNext() {
      return !heads.isEmpty();
    }

    @Override
    public Row next() {
      Head head = heads.remove();
      push(head.rest, head.shared);
      return head.row;
    }
  }

  /** Leaves out documents that came before: an array's elements lead to the same one. */
  private static final class Distinct implements Iterator<Row> {
    private static final int MOST = 1_000_000;

    private final Iterator<Row> rows;
    private final Set<Long> seen = new HashSet<>();
    private @Nullable Row next;

    Distinct(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        Row row = rows.next();
        if (seen.add(row.position())) {
          next = row;
        }
        if (seen.size() > MOST) {
          throw new MongoServerError(
              292,
              "QueryExceededMemoryLimitNoDiskUseAllowed",
              "The query meets more than "
                  + MOST
                  + " documents through an index over an array; narrow it");
        }
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }
  }
}
