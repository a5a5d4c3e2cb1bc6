package uk.seenheard.handset.transport;

/** The port that waits. */
@FunctionalInterface
public interface Pause {
  /**
   * Waits that long.
   *
   * @return false when the wait was cut short because the handset is closing
   */
  boolean millis(long millis);

  /** Waits by putting the thread to sleep. */
  static Pause ofThread() {
    return millis -> {
      try {
        Thread.sleep(millis);
        return true;
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
