package uk.seenheard.api.ground.writer;

import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Weight;

/**
 * What one change may add to its incident, at most: what it replaces is not known before it is
 * folded.
 *
 * @param entries those that it names; they may be there already
 * @param answers that it gives
 * @param bytes UTF-8 bytes of its text
 */
public record Rise(String author, Set<FieldPath> entries, int answers, long bytes) {
  /** Of what cannot be read: it takes no part. */
  public static final Rise NONE = new Rise("", Set.of(), 0, 0);

  /** Copies. */
  public Rise {
    entries = Set.copyOf(entries);
  }

  /** Of a change by a person. */
  public static Rise of(Change change, String author) {
    Set<FieldPath> entries = new TreeSet<>();
    int answers = 0;
    for (Operation op : change.ops()) {
      if (op instanceof Operation.AddEntry added) {
        entries.add(added.at());
      } else if (op instanceof Operation.SetField set) {
        answers++;
        set.at().entry().ifPresent(entries::add);
      }
    }
    return new Rise(author, entries, answers, Weight.bytes(change.content()));
  }
}
