package uk.seenheard.handset.core;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import uk.seenheard.sync.prompt.Context;

/** What prompts are told of now: the device's clock, and the calendar day where it is. */
final class Today {
  private static final int LAST_YEAR = 9_999;

  private Today() {}

  static Context at(long millis) {
    LocalDate day = Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()).toLocalDate();
    boolean written = day.getYear() >= 0 && day.getYear() <= LAST_YEAR;
    return Context.at(millis, written ? day.toString() : "1970-01-01");
  }
}
