package uk.seenheard.api.engine.embedded.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.engine.embedded.pages.Row;

/** The rows that a predicate lets through. */
final class Matching implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final Predicate<Row> predicate;
  private @Nullable Row next;

  Matching(Iterator<Row> rows, Predicate<Row> predicate) {
    this.rows = rows;
    this.predicate = predicate;
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      Row row = rows.next();
      if (predicate.test(row)) {
        next = row;
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
