package uk.seenheard.handset.core.transport;

/** A live connection. */
@FunctionalInterface
public interface Listening {
  /** Hangs up; may be called again. */
  void hangUp();
}
