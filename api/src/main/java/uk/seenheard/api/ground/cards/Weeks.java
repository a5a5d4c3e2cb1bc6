package uk.seenheard.api.ground.cards;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** Weeks by their Mondays, as the United Kingdom counts days. */
public final class Weeks {
  private static final ZoneId UNITED_KINGDOM = ZoneId.of("Europe/London");

  private Weeks() {}

  /** Monday of the week of a moment, {@code 2026-11-23}. */
  public static String of(long millis) {
    return of(Instant.ofEpochMilli(millis).atZone(UNITED_KINGDOM).toLocalDate());
  }

  /** Monday of the week of a day. */
  public static String of(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
  }
}
