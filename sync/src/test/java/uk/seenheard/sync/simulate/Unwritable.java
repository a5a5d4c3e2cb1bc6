package uk.seenheard.sync.simulate;

/** A disk that takes nothing: the process goes on, and the transaction did not happen. */
final class Unwritable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unwritable() {
    super("unwritable", null, false, false);
  }
}
