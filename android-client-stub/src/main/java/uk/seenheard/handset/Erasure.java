package uk.seenheard.handset;

import java.util.List;
import uk.seenheard.handset.store.Row;
import uk.seenheard.handset.store.Rows;
import uk.seenheard.handset.store.Space;
import uk.seenheard.handset.store.WritableRows;

/** Takes every row out of a space. */
final class Erasure {
  private Erasure() {}

  static void clear(WritableRows rows, Space space) {
    List<Row> page = rows.scan(space, "", "", Rows.MAX_ROWS);
    while (!page.isEmpty()) {
      page.forEach(row -> rows.delete(space, row.key()));
      page = rows.scan(space, "", "", Rows.MAX_ROWS);
    }
  }
}
