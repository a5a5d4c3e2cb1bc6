package uk.seenheard.handset.jvm.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import uk.seenheard.handset.jvm.device.UkDay;

/** Writes the present moment as forms take it. */
final class Moments {
  private Moments() {}

  /** Now, to the minute, by the clocks of the United Kingdom. */
  static String now() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX", Locale.ROOT)
        .format(Instant.now().atZone(UkDay.ZONE));
  }

  /** The calendar day so many months before today. */
  static String monthsAgo(int months) {
    return LocalDate.now(UkDay.ZONE).minusMonths(months).toString();
  }
}
