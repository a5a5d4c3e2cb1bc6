package uk.seenheard.api.engine.documents;

/** A write was refused, and only because another document holds a key that must be unique. */
public final class KeyTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says nothing of the key: it may name a person, and messages get logged. */
  public KeyTaken() {
    super("a unique key is taken", null, false, false);
  }

  /** Whether a failure is this one. */
  public static boolean is(Throwable failure) {
    return failure instanceof KeyTaken;
  }
}
