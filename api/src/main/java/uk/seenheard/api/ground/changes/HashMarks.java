package uk.seenheard.api.ground.changes;

import java.util.Arrays;
import uk.seenheard.sync.change.Hash;

/**
 * The first eight bytes of hashes, in a table that grows: says of a hash that it was never seen, or
 * that it may have been. Eight bytes for each, at most two thirds full.
 */
final class HashMarks {
  private static final int HEX_DIGITS = 16;

  private long[] table = new long[16];
  private int count;
  private boolean zero;

  /** Marks a hash; whether it may have been marked before. */
  boolean mark(Hash hash) {
    long mark = Long.parseUnsignedLong(hash.hex().substring(0, HEX_DIGITS), 16);
    if (mark == 0) {
      boolean known = zero;
      zero = true;
      return known;
    }
    if (3 * (count + 1) > 2 * table.length) {
      grow();
    }
    if (!put(table, mark)) {
      return true;
    }
    count++;
    return false;
  }

  /** Bytes that it takes, about. */
  int bytes() {
    return 100 + Long.BYTES * table.length;
  }

  private void grow() {
    long[] before = table;
    table = new long[before.length * 2];
    Arrays.stream(before).filter(mark -> mark != 0).forEach(mark -> put(table, mark));
  }

  /** Whether there was no such mark. */
  private static boolean put(long[] table, long mark) {
    // A hash is spread evenly by itself.
    int at = (int) mark & table.length - 1;
    while (table[at] != 0) {
      if (table[at] == mark) {
        return false;
      }
      at = at + 1 & table.length - 1;
    }
    table[at] = mark;
    return true;
  }
}
