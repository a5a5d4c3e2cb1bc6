package uk.seenheard.handset.core;

/** Says why something could not be recorded just now, and what to do; never quotes it. */
public final class CaptureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what to do about it. */
  public CaptureRefused(String message) {
    super(message);
  }
}
