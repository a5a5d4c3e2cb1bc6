package uk.seenheard.handset.core.replica;

import java.util.Optional;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;

/**
 * The log that this handset knows: how far it was told of it, and whether it has met another since.
 * All of it outlives the cursor, which goes when somebody else signs in or everything is fetched
 * anew.
 */
public final class KnownLog {
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String TOLD = "told";
  private static final String HEARD = "heard-at";
  private static final String LAY_DUE = "lay-due";
  private static final String LAID_WHOLE = "laid-whole";

  private KnownLog() {}

  /**
   * Notes that the server has a change of this handset at a position of its log: nothing is proved
   * before a pull has come that far.
   */
  public static void acknowledged(WritableRows rows, long n, Optional<Hash> commit) {
    if (n > acknowledged(rows)) {
      rows.put(Space.META, ACKNOWLEDGED, Long.toString(n));
      stands(rows, n, commit);
    }
  }

  static long acknowledged(Rows rows) {
    return whole(rows, ACKNOWLEDGED);
  }

  static void stands(WritableRows rows, long n, Optional<Hash> commit) {
    if (commit.isPresent()) {
      rows.put(Space.META, TOLD, n + "." + commit.get().hex());
    } else {
      rows.delete(Space.META, TOLD);
    }
  }

  /**
   * Position and hash of the furthest commit that the server has acknowledged or a page has come
   * to: the log that this handset knows is the one that holds it.
   */
  public static Optional<String> told(Rows rows) {
    return rows.text(Space.META, TOLD);
  }

  /** Notes the server's clock, as it last said it. */
  public static void heard(WritableRows rows, long at) {
    rows.put(Space.META, HEARD, Long.toString(at));
  }

  static long heardAt(Rows rows) {
    return whole(rows, HEARD);
  }

  /** Nothing is known of the log that is there now but how far it has acknowledged this run. */
  static void isAnother(WritableRows rows, long acknowledged) {
    rows.delete(Space.META, TOLD);
    rows.put(Space.META, ACKNOWLEDGED, Long.toString(acknowledged));
    met(rows);
  }

  /** The server's log is not the one that had acknowledged this handset's work. */
  public static void met(WritableRows rows) {
    rows.put(Space.META, LAY_DUE, "");
    rows.delete(Space.META, LAID_WHOLE);
  }

  /**
   * The server knows this chain otherwise. A copy of this handset may have gone on with it, and may
   * have done so in a log that was put back: which of the two cannot be told from here. Once all
   * that is kept was laid anew without a look at the log, another copy that does the same is no
   * news: the two would go on for ever.
   */
  public static void metPerhaps(WritableRows rows) {
    if (!rows.get(Space.META, LAID_WHOLE).isPresent()) {
      met(rows);
    }
  }

  /**
   * Whether this handset has met a log that is another than the one it knew, and has not laid anew
   * yet what that one lacks. On the disk, because a process may die between the two.
   */
  public static boolean isLayDue(Rows rows) {
    return rows.get(Space.META, LAY_DUE).isPresent();
  }

  static void laid(WritableRows rows, boolean whole) {
    rows.delete(Space.META, LAY_DUE);
    if (whole) {
      rows.put(Space.META, LAID_WHOLE, "");
    }
  }

  private static long whole(Rows rows, String name) {
    return rows.text(Space.META, name).map(Long::parseLong).orElse(0L);
  }
}
