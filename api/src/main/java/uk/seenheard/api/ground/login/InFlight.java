package uk.seenheard.api.ground.login;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of each person that are being answered now, streams among them. */
final class InFlight {
  private final int most;
  private final Map<String, Integer> answering = new ConcurrentHashMap<>();

  InFlight(int most) {
    this.most = most;
  }

  /** Counts one more of a person; false, and nothing is counted, when that is one too many. */
  boolean begin(String person) {
    boolean[] begun = {false};
    answering.compute(
        person,
        (id, before) -> {
          int now = before == null ? 0 : before;
          begun[0] = now < most;
          return begun[0] ? Integer.valueOf(now + 1) : before;
        });
    return begun[0];
  }

  /** One of a person's is over. */
  void end(String person) {
    answering.computeIfPresent(person, (id, now) -> now > 1 ? now - 1 : null);
  }
}
