package uk.seenheard.handset.jvm.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the present moment as forms take it. */
final class Moments {
  private Moments() {}

  /** Now, to the minute, with the offset of where the handset is. */
  static String now() {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX", Locale.ROOT)
        .format(Instant.now().atZone(ZoneId.systemDefault()));
  }

  /** The calendar day so many months before today. */
  static String monthsAgo(int months) {
    return LocalDate.now(ZoneId.systemDefault()).minusMonths(months).toString();
  }
}
