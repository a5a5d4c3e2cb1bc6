package uk.seenheard.api.projection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.DutyState;

/** The port to the duties of an incident: forms and calendars are others' business. */
@FunctionalInterface
public interface DutySource {
  /** Every duty that applies at a moment, milliseconds since 1970. */
  List<DutyState> of(IncidentRecord record, long now);

  /** The same, for several who ask about the same record one after the other: computed once. */
  static DutySource once(DutySource source) {
    return new DutySource() {
      private volatile Last last = new Last(null, 0, List.of());

      @Override
      public List<DutyState> of(IncidentRecord record, long now) {
        Last known = last;
        if (known.record() != record || known.now() != now) {
          known = new Last(record, now, source.of(record, now));
          last = known;
        }
        return known.duties();
      }
    };
  }

  /** What was asked for last, and the answer. */
  record Last(@Nullable IncidentRecord record, long now, List<DutyState> duties) {}
}
