package uk.seenheard.api.ground.cards;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.DutyState;

/** The port to the duties of an incident: forms and calendars are others' business. */
@FunctionalInterface
public interface DutySource {
  /** Every duty that applies at a moment, milliseconds since 1970. */
  List<DutyState> of(IncidentRecord record, Chronology chronology, long now);

  /** The same, for several who ask about the same record one after the other: computed once. */
  static DutySource once(DutySource source) {
    return new DutySource() {
      private volatile Last last = new Last(null, Chronology.NONE, 0, List.of());

      @Override
      public List<DutyState> of(IncidentRecord record, Chronology chronology, long now) {
        Last known = last;
        if (known.record() != record
            || !known.chronology().equals(chronology)
            || known.now() != now) {
          known = new Last(record, chronology, now, source.of(record, chronology, now));
          last = known;
        }
        return known.duties();
      }
    };
  }

  /** What was asked for last, and the answer. */
  record Last(
      @Nullable IncidentRecord record, Chronology chronology, long now, List<DutyState> duties) {}
}
