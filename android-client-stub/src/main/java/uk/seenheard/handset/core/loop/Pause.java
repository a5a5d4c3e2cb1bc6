package uk.seenheard.handset.core.loop;

/** The port that waits. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits that long.
   *
   * @return false when the wait was cut short because the handset is closing
   */
  boolean millis(long millis);
}
