package uk.seenheard.sync.logic;

/** Says that a value is no rule that can be applied, and why. */
public final class BadRule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a reason for the author of the rule. */
  public BadRule(String reason) {
    super(reason);
  }
}
