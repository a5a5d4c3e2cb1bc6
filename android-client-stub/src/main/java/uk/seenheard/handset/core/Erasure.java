package uk.seenheard.handset.core;

import java.util.List;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;

/** Takes every row out of a space. */
final class Erasure {
  private Erasure() {}

  static void clear(WritableRows rows, Space space) {
    List<String> page = rows.keys(space, "", "", Rows.MAX_ROWS);
    while (!page.isEmpty()) {
      page.forEach(key -> rows.delete(space, key));
      page = rows.keys(space, "", "", Rows.MAX_ROWS);
    }
  }
}
