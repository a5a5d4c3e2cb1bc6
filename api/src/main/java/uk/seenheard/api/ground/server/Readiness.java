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
   * @param ready whether requests are to come here: also where a part of the work cannot be done,
   *     and no other process could do it either
   * @param detail what is wrong and what to do, without personal data; empty where nothing is
   */
  record Check(String name, boolean ready, String detail) {
    /** Whether it does less than it should. */
    boolean isDegraded() {
      return ready && !detail.isEmpty();
    }
  }

  /** Looks at everything now. */
  Future<List<Check>> checks();
}
