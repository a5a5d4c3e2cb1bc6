package uk.seenheard.handset.core.keys;

/**
 * Says that a key does not open what it was asked to open: a wrong passphrase, or changed bytes.
 */
public final class KeyRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what was to be opened; never with content. */
  public KeyRefused(String what) {
    super(what);
  }
}
