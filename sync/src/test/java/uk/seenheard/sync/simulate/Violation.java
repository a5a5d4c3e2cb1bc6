package uk.seenheard.sync.simulate;

/** Says which of the things that are always true was not. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String invariant;

  Violation(String invariant, String message) {
    super(invariant + ": " + message);
    this.invariant = invariant;
  }

  String invariant() {
    return invariant;
  }
}
