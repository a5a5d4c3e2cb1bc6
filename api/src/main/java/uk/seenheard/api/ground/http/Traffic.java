package uk.seenheard.api.ground.http;

/**
 * The port to who counts requests. It is told routes, never the paths that somebody typed: those
 * hold ids.
 */
@FunctionalInterface
public interface Traffic {
  /** Counts nothing. */
  Traffic UNCOUNTED = path -> (method, route, status) -> {};

  /** A request's head is here; the path is for telling kinds of work apart, not for keeping. */
  Exchange began(String path);

  /** One request and its answer. */
  @FunctionalInterface
  interface Exchange {
    /**
     * It is over, answered or broken off.
     *
     * @param method one that this server has, or {@code OTHER}
     * @param route the pattern of the contract, or {@code unmatched}
     */
    void ended(String method, String route, int status);
  }
}
