package uk.seenheard.sync.form;

/** How much depends on a prompt. */
public enum Weight {
  /** Nothing is authorised while it is open and without an accepted reason. */
  MUST,
  /** Asked, shown while open, and in nobody's way. */
  SHOULD
}
