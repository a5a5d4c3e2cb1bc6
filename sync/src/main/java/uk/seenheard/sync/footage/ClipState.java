package uk.seenheard.sync.footage;

/** Whether a recording is still where it was. */
public enum ClipState {
  PRESENT,
  /** The system says that it was deleted. */
  DELETED,
  /** The system names it no more, and has not said why. */
  MISSING
}
