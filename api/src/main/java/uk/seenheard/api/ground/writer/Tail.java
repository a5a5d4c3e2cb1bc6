package uk.seenheard.api.ground.writer;

import java.util.List;
import uk.seenheard.api.ground.log.LogPosition;
import uk.seenheard.sync.feed.DeviceChain;
import uk.seenheard.sync.incident.Weight;

/** What the log holds just before the commit that is being decided. */
public interface Tail {
  /** The position of the last commit. */
  long n();

  /** The place of the last commit. */
  LogPosition position();

  /** The chain of the device whose submission is being decided. */
  DeviceChain chain(String device);

  /**
   * What an incident weighs with changes that are about to be added, as far as this process knows.
   */
  Weight weight(String incident, List<Rise> ahead);

  /** What one author has added to an incident since this process began. */
  IncidentWeights.Share share(String incident, String author);

  /** Whether an author was on an incident when that was looked up lately. */
  boolean isOn(String incident, String author);

  /**
   * Whether anything about an incident may have been logged after a position. True also when the
   * position is too old to tell.
   */
  boolean movedSince(String incident, long n);
}
