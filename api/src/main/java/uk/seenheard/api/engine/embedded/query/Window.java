package uk.seenheard.api.engine.embedded.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import uk.seenheard.api.engine.embedded.pages.Row;

/** The rows after the first `skip`, at most `limit` of them (0: all). */
final class Window implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final int limit;
  private int skip;
  private int given;

  Window(Iterator<Row> rows, int skip, int limit) {
    this.rows = rows;
    this.skip = skip;
    this.limit = limit;
  }

  @Override
  public boolean hasNext() {
    while (skip > 0 && rows.hasNext()) {
      rows.next();
      skip--;
    }
    return (limit <= 0 || given < limit) && rows.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given++;
    return rows.next();
  }
}
