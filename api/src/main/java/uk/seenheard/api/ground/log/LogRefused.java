package uk.seenheard.api.ground.log;

/** The log is not one that a server may go on with; the message says why, to who runs it. */
public final class LogRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a sentence that says where and what to do. */
  public LogRefused(String message) {
    super(message, null, false, false);
  }
}
