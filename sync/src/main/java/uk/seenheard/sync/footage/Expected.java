package uk.seenheard.sync.footage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is to be there of one officer's time on scene, and what is.
 *
 * @param person the officer
 * @param time when they were on scene
 * @param state what that comes to
 * @param covered how much of it linked recordings of theirs show, milliseconds
 * @param gaps what they do not show, where it is longer than a force shrugs at
 */
public record Expected(String person, Window time, State state, long covered, List<Window> gaps) {
  public Expected {
    gaps = Collections.unmodifiableList(new ArrayList<>(gaps));
  }

  /** How an officer's recording of an incident stands. */
  public enum State {
    /** Recordings may still arrive. */
    AWAITED,
    MET,
    /** Some of it is there. */
    PARTLY,
    /** A supervisor has accepted why not. */
    EXCUSED,
    MISSING,
    /** It was linked, and is gone. */
    LOST
  }
}
