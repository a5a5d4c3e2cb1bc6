package uk.seenheard.sync.reading;

/** Ranges of code points, ascending, read from a table of gaps and lengths. */
final class RangeTable {
  private final int[] starts;
  private final int[] ends;

  private RangeTable(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  /** Reads gap and length of each range, numbers to the base of 36. */
  static RangeTable of(String table) {
    int[] numbers = numbers(table);
    int[] starts = new int[numbers.length / 2];
    int[] ends = new int[starts.length];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = at + numbers[2 * i];
      ends[i] = starts[i] + numbers[2 * i + 1];
      at = ends[i];
    }
    return new RangeTable(starts, ends);
  }

  /** The numbers of a table, each ended by a space. */
  static int[] numbers(String table) {
    int count = 0;
    for (int i = 0; i < table.length(); i++) {
      count += table.charAt(i) == ' ' ? 1 : 0;
    }
    int[] numbers = new int[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int end = table.indexOf(' ', from);
      numbers[i] = Integer.parseInt(table.substring(from, end), 36);
      from = end + 1;
    }
    return numbers;
  }

  boolean holds(int codePoint) {
    int low = 0;
    int high = starts.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (codePoint < starts[middle]) {
        high = middle - 1;
      } else if (codePoint >= ends[middle]) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }
}
