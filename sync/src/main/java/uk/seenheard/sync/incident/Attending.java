package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Who attended, as far as the record says so: whoever wrote in it at a handset. What somebody wrote
 * at the desk, and what a server wrote, puts nobody there.
 */
public final class Attending {
  /** How the id of a device that is a server begins. */
  public static final String SERVER = "server-";

  private Attending() {}

  /** The officers, by their ids, in order. */
  public static Set<String> officers(IncidentRecord record) {
    Set<String> officers = new TreeSet<>();
    for (Field field : record.fields().values()) {
      take(field.standing(), officers);
      take(field.replaced(), officers);
    }
    for (Entry entry : record.entries().values()) {
      for (Entry.Added added : entry.added()) {
        take(added.by().device(), added.by().author(), officers);
      }
      for (Entry.Strike strike : entry.strikes()) {
        take(strike.by().device(), strike.by().author(), officers);
      }
    }
    for (RecordedAct deed : record.deeds()) {
      take(deed.device(), deed.author(), officers);
    }
    return officers;
  }

  private static void take(Collection<Answer> answers, Set<String> officers) {
    for (Answer answer : answers) {
      take(answer.device(), answer.author(), officers);
    }
  }

  private static void take(String device, String author, Set<String> officers) {
    if (!device.startsWith(SERVER)) {
      officers.add(author);
    }
  }

  /** The entry of a collection that an officer added about themselves, the last that stands. */
  public static Optional<FieldPath> theirs(
      IncidentRecord record, String collection, String officer) {
    List<Entry> standing = new ArrayList<>();
    for (Entry one : record.entries().values()) {
      if (!one.struck() && one.at().collection().equals(collection)) {
        standing.add(one);
      }
    }
    return last(standing, officer).map(Entry::at);
  }

  /** The last of these entries that an officer added. */
  public static Optional<Entry> last(Collection<Entry> entries, String officer) {
    return entries.stream()
        .filter(one -> by(one, officer))
        .max(Comparator.comparing(it -> added(it)));
  }

  private static boolean by(Entry one, String officer) {
    return one.firstAdded().filter(it -> it.by().author().equals(officer)).isPresent();
  }

  private static Hlc added(Entry one) {
    return one.firstAdded().orElseThrow(IllegalStateException::new).by().hlc();
  }
}
