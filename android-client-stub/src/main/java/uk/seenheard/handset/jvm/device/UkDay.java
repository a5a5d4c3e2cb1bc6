package uk.seenheard.handset.jvm.device;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import uk.seenheard.handset.core.device.CalendarDay;

/** The calendar day in the United Kingdom, whatever the zone of the platform. */
public final class UkDay implements CalendarDay {
  /** Where the officers are. */
  public static final ZoneId ZONE = ZoneId.of("Europe/London");

  private static final int LAST_YEAR = 9_999;

  @Override
  public Optional<String> at(long millis) {
    LocalDate day = Instant.ofEpochMilli(millis).atZone(ZONE).toLocalDate();
    boolean written = day.getYear() > 0 && day.getYear() <= LAST_YEAR;
    return written ? Optional.of(day.toString()) : Optional.empty();
  }
}
