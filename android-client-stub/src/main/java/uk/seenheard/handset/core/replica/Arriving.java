package uk.seenheard.handset.core.replica;

import java.util.List;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Frame;

/**
 * The incidents of which only a part has come yet. A snapshot may end pages later, or after hours
 * without signal: until then nobody is to take the children that have come for all of them.
 */
final class Arriving {
  private Arriving() {}

  /** A snapshot begins. */
  static void begins(WritableRows rows, Frame.Snapshot snapshot) {
    rows.put(
        Space.ARRIVING,
        snapshot.incident(),
        snapshot.n() + " " + snapshot.frontier().map(Hash::hex).orElse(""));
  }

  /** An incident that was let go of comes back with what is new in it; the rest is to follow. */
  static void again(WritableRows rows, String incident) {
    rows.put(Space.ARRIVING, incident, Long.MAX_VALUE + " again");
  }

  /** All of an incident was fetched. */
  static void whole(WritableRows rows, String incident) {
    rows.delete(Space.ARRIVING, incident);
  }

  /** An incident is held up to a frontier: when it is the snapshot's, all of it is here. */
  static void holds(WritableRows rows, String incident, Hash frontier) {
    boolean whole =
        rows.text(Space.ARRIVING, incident)
            .filter(text -> text.endsWith(frontier.hex()))
            .isPresent();
    if (whole) {
      rows.delete(Space.ARRIVING, incident);
    }
  }

  /** A pull has come to a position of the log: the snapshots up to there are all here. */
  static void through(WritableRows rows, long n) {
    String after = "";
    List<Row> page;
    do {
      page = rows.scan(Space.ARRIVING, "", after, Rows.MAX_ROWS);
      for (Row row : page) {
        after = row.key();
        String text = row.text();
        if (Long.parseLong(text.substring(0, text.indexOf(' '))) <= n) {
          rows.delete(Space.ARRIVING, row.key());
        }
      }
    } while (page.size() == Rows.MAX_ROWS);
  }
}
