package uk.seenheard.sync.footage;

/** By what clock the times of a recording were taken. */
public enum ClipClock {
  /** The camera's own, as it ran. */
  CAMERA(true),
  /** The camera's, put right by the system that it was uploaded to. */
  SERVER(true),
  /** A person has changed them since. */
  EDITED(false),
  /** The camera had no time. */
  UNSET(false);

  private final boolean evidence;

  ClipClock(boolean evidence) {
    this.evidence = evidence;
  }

  boolean evidence() {
    return evidence;
  }
}
