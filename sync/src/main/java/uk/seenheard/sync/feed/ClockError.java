package uk.seenheard.sync.feed;

import java.util.Optional;
import uk.seenheard.sync.change.Change;

/**
 * What a device's clock was worth when a change was made: how far it was ahead of the server's.
 *
 * <p>The device sends its clocks with every push. Within one start of the device the monotonic
 * clock tells how long before the push a change was made, so its true time is known whatever the
 * wall clock said meanwhile. Across a restart only the wall clock's error at the push is known.
 *
 * @param millis the device's wall clock minus the true time; 60,000 means a minute fast
 * @param trueTime when the change was made by the server's clock, milliseconds since 1970; empty
 *     when the device restarted between the change and the push
 */
public record ClockError(long millis, Optional<Long> trueTime) {

  /**
   * The error for a change.
   *
   * @param sent the device's clocks when it pushed the change
   * @param at the server's clock at receipt
   */
  public static ClockError of(Change change, ClockReading sent, long at) {
    long since = sent.elapsed() - change.elapsed();
    if (sent.boot().equals(change.boot()) && since >= 0) {
      long made = at - since;
      return new ClockError(change.wall() - made, Optional.of(made));
    }
    return new ClockError(sent.wall() - at, Optional.empty());
  }
}
