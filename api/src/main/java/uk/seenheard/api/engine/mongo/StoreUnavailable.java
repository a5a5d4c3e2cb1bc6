package uk.seenheard.api.engine.mongo;

/**
 * The store is away, or full: nothing is known of what was asked, and asking again costs nothing.
 * Its sentence is for people and holds no personal data.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  StoreUnavailable(String sentence, int retryAfterSeconds) {
    super(sentence, null, false, false);
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When it makes sense to ask again. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
