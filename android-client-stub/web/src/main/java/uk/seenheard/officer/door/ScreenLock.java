package uk.seenheard.officer.door;

import uk.seenheard.sync.feed.ClockReading;

/**
 * Whether the screen is locked: by a press, or because nobody touched it for a while. While it is,
 * nothing is shown or recorded, and what is unsent still goes out.
 *
 * <p>Both clocks of the device are asked how long it was: one that counts from the start stands
 * still while a phone sleeps, and the wall clock may be put back.
 */
final class ScreenLock {
  /** How long nobody may touch the screen: five minutes. */
  static final long IDLE_MILLIS = 5L * 60_000;

  private ClockReading touched;
  private boolean locked;

  ScreenLock(ClockReading now) {
    touched = now;
  }

  /** Somebody is at the screen: it counts from here. */
  void touch(ClockReading now) {
    if (!isLocked(now)) {
      touched = now;
    }
  }

  void lock() {
    locked = true;
  }

  /** Whoever knows the passphrase is back. */
  void unlock(ClockReading now) {
    locked = false;
    touched = now;
  }

  boolean isLocked(ClockReading now) {
    long byElapsed = now.elapsed() - touched.elapsed();
    long byWall = now.wall() - touched.wall();
    // Once it was due it stays so, whatever the clocks show later.
    locked = locked || Math.max(byElapsed, byWall) >= IDLE_MILLIS;
    return locked;
  }
}
