package uk.seenheard.api.ground.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Context;

/**
 * Puts together what prompts and duties look at and an incident cannot know itself. The zone of the
 * United Kingdom is applied here and nowhere in {@code sync}.
 */
public final class ContextSource {
  private final DutyData data;

  /** With what the force sets. */
  public ContextSource(DutyData data) {
    this.data = data;
  }

  /**
   * The context of an incident.
   *
   * @param now milliseconds since 1970
   */
  public Context of(IncidentRecord record, Chronology chronology, long now) {
    long happened = chronology.moment() > 0 ? chronology.moment() : now;
    LocalDate day = Instant.ofEpochMilli(happened).atZone(SchoolCalendar.ZONE).toLocalDate();
    String today = Instant.ofEpochMilli(now).atZone(SchoolCalendar.ZONE).toLocalDate().toString();
    long endOfDay =
        day.plusDays(1).atStartOfDay(SchoolCalendar.ZONE).toInstant().toEpochMilli() - 1;
    Context context =
        new Context(now, today, data.times().with("endOfDay", Json.of(endOfDay)), Map.of());
    // Where nobody said when police were told, clocks run from when the server first heard of it.
    context =
        context.knowing(
            "receivedAt", Json.of(chronology.received() > 0 ? chronology.received() : now));
    for (Entry child : Incident.of(record).children()) {
      context = about(context, record, child, happened);
      List<ChildEvent> earlier = chronology.earlier().getOrDefault(child.at(), List.of());
      context =
          context
              .knowing(child.at(), "lowNotices3Months", count(earlier, ChildEvent.Kind.LOW_NOTICE))
              .knowing(
                  child.at(), "missingEpisodes90Days", count(earlier, ChildEvent.Kind.MISSING));
    }
    return context;
  }

  private static Json count(List<ChildEvent> events, ChildEvent.Kind kind) {
    return Json.of(events.stream().filter(event -> event.kind() == kind).count());
  }

  private Context about(Context context, IncidentRecord record, Entry child, long happened) {
    Optional<String> school = text(record, child.at(), "school");
    Optional<SchoolCalendar> its =
        school.flatMap(name -> data.authorities().stream().filter(a -> a.knows(name)).findFirst());
    // Whose school nobody knows: the earliest of all authorities, so that nobody is told too late.
    long next =
        its.map(calendar -> calendar.next(happened))
            .orElseGet(
                () ->
                    data.authorities().stream()
                        .mapToLong(calendar -> calendar.next(happened))
                        .min()
                        .orElse(happened));
    return context.knowing(child.at(), "nextSchoolDay", Json.of(next));
  }

  private static Optional<String> text(IncidentRecord record, FieldPath entry, String name) {
    return record
        .field(entry, name)
        .flatMap(Field::agreed)
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value());
  }
}
