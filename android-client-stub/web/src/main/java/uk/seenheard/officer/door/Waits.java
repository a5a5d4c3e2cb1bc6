package uk.seenheard.officer.door;

import uk.seenheard.handset.core.loop.Pause;

/** Waits for nobody, and tells how long the worker's own timer is to wait before another try. */
final class Waits implements Pause {
  private long asked;

  @Override
  public boolean millis(long count) {
    asked = count;
    return false;
  }

  /** How long, in milliseconds, since this was asked last: 0 where nothing has to wait. */
  long taken() {
    long wait = asked;
    asked = 0;
    return wait;
  }
}
