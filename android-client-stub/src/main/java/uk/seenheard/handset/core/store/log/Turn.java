package uk.seenheard.handset.core.store.log;

/**
 * Lets one at a time at a store.
 *
 * <p>Where there are no threads nothing has to wait: a browser's compiler takes every method that
 * may wait, and whoever calls it, into a form that can be left in the middle, which is three times
 * as long and half as fast.
 */
public interface Turn {
  /** For whoever has one thread. */
  Turn ALONE =
      new Turn() {
        @Override
        public <T> T take(Work<T> work) {
          return work.done();
        }
      };

  /** What is done in one turn. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T done();
  }

  /** Does it when nobody else is at it. */
  <T> T take(Work<T> work);

  /** For whoever has several threads. */
  static Turn amongThreads() {
    return new Turn() {
      @Override
      public <T> T take(Work<T> work) {
        synchronized (this) {
          return work.done();
        }
      }
    };
  }
}
