package uk.seenheard.api.ground.duty;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The school days of one local authority.
 *
 * @param starts when its schools begin, on a clock of the United Kingdom
 * @param schools names of its schools, by which a child is known to be one of its children
 * @param terms from the first day to the last of each term; without any, every weekday counts
 * @param closed half-terms and other days within a term on which schools are closed
 * @param bankHolidays days on which no school is open
 */
record SchoolCalendar(
    String id,
    LocalTime starts,
    Set<String> schools,
    List<Span> terms,
    List<Span> closed,
    Set<LocalDate> bankHolidays) {
  /** The zone whose clocks the forces of the United Kingdom go by, summer time included. */
  static final ZoneId ZONE = ZoneId.of("Europe/London");

  private static final int FARTHEST_DAYS = 200;

  SchoolCalendar {
    schools = schools.stream().map(SchoolCalendar::plain).collect(Collectors.toUnmodifiableSet());
    terms = List.copyOf(terms);
    closed = List.copyOf(closed);
    bankHolidays = Set.copyOf(bankHolidays);
  }

  /** Days from one to another, both included. */
  record Span(LocalDate from, LocalDate to) {
    boolean holds(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** Every weekday that is no bank holiday, for who has no term dates. */
  static SchoolCalendar weekdays(LocalTime starts, Set<LocalDate> bankHolidays) {
    return new SchoolCalendar("weekdays", starts, Set.of(), List.of(), List.of(), bankHolidays);
  }

  boolean knows(String school) {
    return schools.contains(plain(school));
  }

  private static String plain(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * Whether schools are open. Beyond the dates that are known every weekday counts: told a day
   * early is better than told too late.
   */
  boolean isOpen(LocalDate day) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    if (weekend || bankHolidays.contains(day) || closed.stream().anyMatch(s -> s.holds(day))) {
      return false;
    }
    return !covers(day) || terms.stream().anyMatch(term -> term.holds(day));
  }

  private boolean covers(LocalDate day) {
    return terms.stream().anyMatch(term -> !day.isBefore(term.from()))
        && terms.stream().anyMatch(term -> !day.isAfter(term.to()));
  }

  /** When the first school day begins that begins after a moment, milliseconds since 1970. */
  long next(long moment) {
    LocalDate day = Instant.ofEpochMilli(moment).atZone(ZONE).toLocalDate();
    for (int i = 0; i < FARTHEST_DAYS; i++) {
      long begins = day.atTime(starts).atZone(ZONE).toInstant().toEpochMilli();
      if (begins > moment && isOpen(day)) {
        return begins;
      }
      day = day.plusDays(1);
    }
    // Nobody's schools are closed that long: the data are wrong, and nobody waits for them.
    return day.minusDays(FARTHEST_DAYS - 1L).atTime(starts).atZone(ZONE).toInstant().toEpochMilli();
  }
}
