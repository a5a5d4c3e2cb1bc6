package uk.seenheard.sync.change;

import java.util.List;

/**
 * Where words stood before somebody said that they belong to the incident in which they stand now.
 * What they say, who wrote them, when and on which device is as it was written; each operation goes
 * by the name it always had.
 *
 * @param incident the incident under which they were written
 * @param change the hash of the change in which they were written
 * @param ops for each operation here its index there, ascending
 * @param at when that change was received, by the server's clock, milliseconds since 1970
 */
public record Moved(String incident, Hash change, List<Integer> ops, long at) {
  /** Copies the list. */
  public Moved {
    ops = List.copyOf(ops);
  }
}
