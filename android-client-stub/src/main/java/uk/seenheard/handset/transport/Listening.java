package uk.seenheard.handset.transport;

/** A live connection. */
@FunctionalInterface
public interface Listening {
  /** Hangs up; may be called again. */
  void hangUp();
}
