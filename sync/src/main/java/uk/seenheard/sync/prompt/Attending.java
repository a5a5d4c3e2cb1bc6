package uk.seenheard.sync.prompt;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
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
    Entry last = null;
    for (Entry one : record.entries().values()) {
      if (!one.struck() && one.at().collection().equals(collection) && by(one, officer)) {
        last = later(last, one);
      }
    }
    return Optional.ofNullable(last).map(Entry::at);
  }

  /** The same among entries as conditions see them; null while there is none. */
  static @Nullable SubjectFacts theirs(List<SubjectFacts> entries, String officer) {
    SubjectFacts last = null;
    for (SubjectFacts one : entries) {
      Entry entry = one.entry;
      if (entry != null
          && by(entry, officer)
          && later(last == null ? null : last.entry, entry) == entry) {
        last = one;
      }
    }
    return last;
  }

  private static Entry later(@Nullable Entry one, Entry other) {
    return one == null || added(other).compareTo(added(one)) > 0 ? other : one;
  }

  private static boolean by(Entry one, String officer) {
    return one.firstAdded().filter(it -> it.by().author().equals(officer)).isPresent();
  }

  private static Hlc added(Entry one) {
    return one.firstAdded().orElseThrow(IllegalStateException::new).by().hlc();
  }
}
