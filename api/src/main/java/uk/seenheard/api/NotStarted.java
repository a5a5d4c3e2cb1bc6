package uk.seenheard.api;

/** Says in one line why the server was not started, and which setting mends it. */
final class NotStarted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotStarted(String cause) {
    super(cause, null, false, false);
  }
}
