package uk.seenheard.sync.form;

/** When a prompt is asked by a person standing in a hallway, in this order. */
public enum Stage {
  /** What keeps everybody safe now. */
  SAFETY,
  /** Who is here. */
  HERE,
  /** Each child in turn. */
  CHILD,
  /** Everything that can be done on the way back. */
  REST
}
