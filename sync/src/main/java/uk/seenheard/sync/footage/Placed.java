package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;

/**
 * Where in a recording a statement or a mark lies, as somebody says who watched it. It stands
 * beside what is computed of clocks and never in its place: who compares the two learns how far a
 * clock was off.
 *
 * @param about the entry
 * @param source the system that has the recording
 * @param clip its name there
 * @param position from the first picture, milliseconds
 * @param by who said so
 * @param at when they said it, milliseconds since 1970
 * @param reason how they know
 */
public record Placed(
    FieldPath about, String source, String clip, long position, String by, long at, String reason) {
  /** A player counts whole seconds. */
  public static final long UNCERTAINTY = 1_000;

  /** What stands: of each entry and recording what was said last, unless it was taken back. */
  public static List<Placed> of(IncidentRecord record) {
    Map<String, Placed> last = new LinkedHashMap<>();
    for (RecordedAct deed : record.deeds()) {
      if (Act.FOOTAGE_PLACED.is(deed.act()) && deed.about().isPresent()) {
        FieldPath about = deed.about().get();
        String source = deed.with().text("source").orElse("");
        String clip = deed.with().text("clip").orElse("");
        Optional<Long> position = deed.with().whole("positionMs");
        String key = about.text() + '\n' + FootageNotes.key(source, clip);
        last.remove(key);
        if (position.isPresent() && isStanding(record, about)) {
          last.put(
              key,
              new Placed(
                  about,
                  source,
                  clip,
                  position.get(),
                  deed.author(),
                  deed.wall(),
                  deed.with().text("reason").orElse("")));
        }
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(last.values()));
  }

  /** Whether an entry stands in a record: nobody struck it. */
  public static boolean isStanding(IncidentRecord record, FieldPath about) {
    return record.entry(about).filter(entry -> !entry.struck()).isPresent();
  }

  boolean names(Clip other) {
    return source.equals(other.source()) && clip.equals(other.id());
  }
}
