package uk.seenheard.api.ground.refusal;

/**
 * Carries a refusal out of code that returns something else, or out of a failed future. It is no
 * fault: it has no stack, and {@code ground/http} turns what it carries into an answer.
 */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.sentence(), null, false, false);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }
}
