package uk.seenheard.api.desk.find;

import java.util.concurrent.TimeUnit;

/**
 * How long one search goes on: whoever finds little waits for what can be read in three seconds;
 * whoever has found more than they are shown, just as they typed it, has to write more of it and is
 * told so soon.
 *
 * @param began when, by {@link System#nanoTime}
 * @param most how many hits are shown
 */
record Patience(long began, int most) {
  /** How long incidents are read anew; what was read before costs next to nothing. */
  private static final long READ_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final long ENOUGH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Whether no incident is read anew any more. */
  boolean isOver(long now, int exact) {
    long gone = now - began;
    return gone > READ_NANOS || exact > most && gone > ENOUGH_NANOS;
  }
}
