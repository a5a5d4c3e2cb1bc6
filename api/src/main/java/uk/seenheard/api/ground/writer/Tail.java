package uk.seenheard.api.ground.writer;

import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.feed.DeviceChain;

/** What the log holds just before the commit that is being decided. */
public interface Tail {
  /** The position of the last commit. */
  long n();

  /** The place of the last commit. */
  LogPosition position();

  /** The chain of the device whose submission is being decided. */
  DeviceChain chain(String device);

  /**
   * Whether anything about an incident may have been logged after a position. True also when the
   * position is too old to tell.
   */
  boolean movedSince(String incident, long n);
}
