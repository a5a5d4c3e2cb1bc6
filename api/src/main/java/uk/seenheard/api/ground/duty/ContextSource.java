package uk.seenheard.api.ground.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import uk.seenheard.api.ground.chronology.ChildEvent;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.Context;
import uk.seenheard.sync.reading.Days;

/**
 * Puts together what prompts and duties look at and an incident cannot know itself. The zone of the
 * United Kingdom is applied here and nowhere in {@code sync}.
 */
public final class ContextSource {
  private static final long DAY = 86_400_000L;

  /** A school that is closed for longer is told within a day all the same: holidays count. */
  private static final long LONG_WEEKEND = 5 * DAY;

  private static final List<FieldPath> KNOWN =
      List.of(new FieldPath("toldAt"), new FieldPath("attendedAt"));

  private final DutyData data;
  private final NoticeWay notices;

  /** With what the force sets, and how its notices go out. */
  public ContextSource(DutyData data, NoticeWay notices) {
    this.data = data;
    this.notices = notices;
  }

  /**
   * The context of an incident.
   *
   * @param now milliseconds since 1970
   */
  public Context of(IncidentRecord record, Chronology chronology, long now) {
    long received = chronology.received() > 0 ? chronology.received() : now;
    // Never from when it happened: what happened years ago is told today.
    long told = told(record, received);
    LocalDate day = Instant.ofEpochMilli(told).atZone(SchoolCalendar.ZONE).toLocalDate();
    String today = Instant.ofEpochMilli(now).atZone(SchoolCalendar.ZONE).toLocalDate().toString();
    long endOfDay =
        day.plusDays(1).atStartOfDay(SchoolCalendar.ZONE).toInstant().toEpochMilli() - 1;
    // Where nobody said when police were told, clocks run from when the server first heard of it.
    Json.Obj known =
        data.times().with("endOfDay", Json.of(endOfDay)).with("receivedAt", Json.of(received));
    // Gathered first: a context is copied with each thing that is added to it.
    Map<FieldPath, Json.Obj> about = new HashMap<>();
    Incident incident = Incident.of(record);
    if (notices.isOpen(received)) {
      known = known.with("delivers", Json.of(true));
      for (FieldPath notice : notices.carried(incident)) {
        about.put(notice, Json.object().put("carried", true).build());
      }
      notices
          .recipients(incident)
          .forEach(
              (notice, to) ->
                  about.merge(
                      notice,
                      Json.object().put("recipients", Json.texts(to)).build(),
                      (had, more) -> had.with("recipients", Json.texts(to))));
    }
    for (Entry child : incident.children()) {
      List<ChildEvent> earlier = chronology.earlier().getOrDefault(child.at(), List.of());
      about.put(
          child.at(),
          Json.object()
              .put("nextSchoolDay", nextSchoolDay(record, child, told))
              .put("lowNotices3Months", count(earlier, ChildEvent.Kind.LOW_NOTICE))
              .put("missingEpisodes90Days", count(earlier, ChildEvent.Kind.MISSING))
              .build());
    }
    return new Context(now, today, known, about);
  }

  private static Json count(List<ChildEvent> events, ChildEvent.Kind kind) {
    return Json.of(events.stream().filter(event -> event.kind() == kind).count());
  }

  /**
   * When police knew: the first of when they were told and when they were there that is given and
   * no later than the server heard of it; else when it did. While officers disagree the earliest
   * counts.
   */
  private static long told(IncidentRecord record, long received) {
    for (FieldPath at : KNOWN) {
      OptionalLong earliest =
          record.field(at).map(Field::standing).orElse(List.of()).stream()
              .map(answer -> answer.value() instanceof Json.Text text ? text.value() : "")
              .map(Days::moment)
              .filter(OptionalLong::isPresent)
              .mapToLong(OptionalLong::getAsLong)
              .filter(moment -> moment <= received)
              .min();
      if (earliest.isPresent()) {
        return earliest.getAsLong();
      }
    }
    return received;
  }

  private long nextSchoolDay(IncidentRecord record, Entry child, long told) {
    Optional<String> school = text(record, child.at(), "school");
    Optional<SchoolCalendar> its =
        school.flatMap(name -> data.authorities().stream().filter(a -> a.knows(name)).findFirst());
    // Whose school nobody knows: the earliest of all authorities, so that nobody is told too late.
    long next =
        its.map(calendar -> calendar.next(told))
            .orElseGet(
                () ->
                    data.authorities().stream()
                        .mapToLong(calendar -> calendar.next(told))
                        .min()
                        .orElse(told));
    return next - told > LONG_WEEKEND ? told + DAY : next;
  }

  private static Optional<String> text(IncidentRecord record, FieldPath entry, String name) {
    return record
        .field(entry, name)
        .flatMap(Field::agreed)
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value());
  }
}
