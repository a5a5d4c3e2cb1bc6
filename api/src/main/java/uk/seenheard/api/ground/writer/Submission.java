package uk.seenheard.api.ground.writer;

/**
 * Something that wants to be in the log.
 *
 * @param <T> what its sender is told
 */
public interface Submission<T> {
  /** The device whose chain it carries on. */
  String device();

  /** The id of the request that brought it, for the log, or an empty text. */
  default String request() {
    return "";
  }

  /** Bytes it will add to a commit, about. */
  int bytes();

  /** Changes it will add to a commit, at most. */
  int changes();

  /**
   * Decides what to append to a log that stands there. Pure: it is asked anew for each commit that
   * is tried, and only the last answer counts.
   */
  Decision<T> decide(Tail tail);
}
