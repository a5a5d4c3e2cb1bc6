package uk.seenheard.api.engine.documents;

/**
 * The store is away, or full: nothing is known of what was asked, and asking again costs nothing.
 * Its sentence is for people and holds no personal data.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  private StoreUnavailable(String sentence, int retryAfterSeconds) {
    super(sentence, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** It does not answer. */
  public static StoreUnavailable away() {
    return new StoreUnavailable("The store does not answer. Keep everything and try again.", 3);
  }

  /** It has no room. */
  public static StoreUnavailable full() {
    return new StoreUnavailable(
        "The store's disk is full: nothing can be written until there is room. Keep everything"
            + " and try again later.",
        60);
  }

  /** When it makes sense to ask again. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
