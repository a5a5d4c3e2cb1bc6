package uk.seenheard.handset.core.device;

import java.util.Optional;

/**
 * The port that knows the calendar of the United Kingdom, wherever the handset takes itself to be.
 */
@FunctionalInterface
public interface CalendarDay {
  /**
   * The day there at a moment, as {@code YYYY-MM-DD}.
   *
   * @param millis since 1970
   * @return empty when the year has not four digits
   */
  Optional<String> at(long millis);
}
