package uk.seenheard.sync.simulate;

/** The end of a process, at any point where it writes. */
final class Killed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Killed() {
    super("killed", null, false, false);
  }
}
