package uk.seenheard.sync.review;

import java.util.List;

/** Whether a decision may be made. */
public sealed interface Ruling {

  /** It may. */
  record Allowed() implements Ruling {}

  /**
   * It may not.
   *
   * @param kind what clients act on
   * @param field the member of the decision that is at fault
   * @param sentence what stands in the way and what to do, in plain words
   * @param obstacles what an authorisation waits for
   */
  record Refused(Kind kind, String field, String sentence, List<Obstacle> obstacles)
      implements Ruling {
    /** Copies the list. */
    public Refused {
      obstacles = List.copyOf(obstacles);
    }
  }

  /** Why a decision may not be made. */
  enum Kind {
    /** It is not a decision that this version knows, or lacks what it needs. */
    MALFORMED,
    /** It is not this person's to make. */
    FORBIDDEN,
    /** The record does not stand so that it could be made. */
    NOT_NOW
  }
}
