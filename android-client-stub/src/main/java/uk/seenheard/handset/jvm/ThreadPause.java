package uk.seenheard.handset.jvm;

import uk.seenheard.handset.core.loop.Pause;

/** Waits by putting the thread to sleep. */
public final class ThreadPause implements Pause {
  @Override
  public boolean millis(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
