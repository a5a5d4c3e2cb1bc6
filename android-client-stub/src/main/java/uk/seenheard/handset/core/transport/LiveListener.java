package uk.seenheard.handset.core.transport;

import java.util.Optional;

/** Hears what the server says on a live connection; called from the transport's own threads. */
public interface LiveListener {
  /** The connection stands. */
  void opened();

  /** Something was logged: a reason to pull. */
  void news();

  /**
   * The connection is over, or never came to stand.
   *
   * @param refusal why, when the server said so
   */
  void ended(Optional<Refusal> refusal);
}
