package uk.seenheard.api.ground.server;

import io.vertx.core.Future;
import java.util.List;

/** The port that says whether what the server stands on is there. */
@FunctionalInterface
public interface Readiness {
  /**
   * One thing that must be there.
   *
   * @param name a few lower-case words, such as {@code store}
   * @param detail what is wrong and what to do, without personal data; empty when ready
   */
  record Check(String name, boolean ready, String detail) {}

  /** Looks at everything now. */
  Future<List<Check>> checks();
}
