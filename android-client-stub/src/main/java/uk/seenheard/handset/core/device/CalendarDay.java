package uk.seenheard.handset.core.device;

import java.util.Optional;

/** The port that knows the calendar where the handset is. */
@FunctionalInterface
public interface CalendarDay {
  /**
   * The day at a moment, as {@code YYYY-MM-DD}.
   *
   * @param millis since 1970
   * @return empty when the year has not four digits
   */
  Optional<String> at(long millis);
}
