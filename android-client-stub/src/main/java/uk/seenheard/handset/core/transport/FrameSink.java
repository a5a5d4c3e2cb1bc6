package uk.seenheard.handset.core.transport;

import uk.seenheard.sync.feed.Frame;

/** Takes the lines of a pull, one at a time, as they arrive. */
@FunctionalInterface
public interface FrameSink {
  /**
   * Takes one line.
   *
   * @return whether to go on reading
   */
  boolean take(Frame frame);
}
