package uk.seenheard.api.partners.webhooks;

import java.time.Duration;

/** When a subscriber that did not take something is asked again, and when no more. */
final class Backoff {
  private static final long FIRST = Duration.ofSeconds(5).toMillis();
  private static final long LONGEST = Duration.ofHours(1).toMillis();
  private static final int MOST_DOUBLINGS = 10;

  /** How long somebody may fail before a person has to look at it. */
  static final long DAYS = Duration.ofDays(5).toMillis();

  private Backoff() {}

  /**
   * Milliseconds until the next try.
   *
   * @param failures in a row, this one among them
   * @param random 0 up to 1: those who failed together do not come back together
   */
  static long wait(int failures, double random) {
    long doubled = FIRST << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS);
    long most = Math.min(doubled, LONGEST);
    return Math.round(most * (0.5 + random / 2));
  }
}
