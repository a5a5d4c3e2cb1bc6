package uk.seenheard.api.ground.work;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The requests of each person, or of each device, that are being answered now. */
public final class InFlight {
  private final int most;
  private final Map<String, Integer> answering = new ConcurrentHashMap<>();

  /** With at most so many of each. */
  public InFlight(int most) {
    this.most = most;
  }

  /** Counts one more of somebody; false, and nothing is counted, when that is one too many. */
  public boolean begin(String whose) {
    boolean[] begun = {false};
    answering.compute(
        whose,
        (id, before) -> {
          int now = before == null ? 0 : before;
          begun[0] = now < most;
          return begun[0] ? Integer.valueOf(now + 1) : before;
        });
    return begun[0];
  }

  /** One of somebody's is over. */
  public void end(String whose) {
    answering.computeIfPresent(whose, (id, now) -> now > 1 ? now - 1 : null);
  }
}
