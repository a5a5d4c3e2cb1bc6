package uk.seenheard.api.ground.login;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each person, or each device, may do something in a time, counted in this process. */
final class Quota {
  private static final int MOST_KNOWN = 10_000;

  private final int most;
  private final long withinMillis;
  private final Map<String, Used> used = new ConcurrentHashMap<>();

  Quota(int most, long withinMillis) {
    this.most = most;
    this.withinMillis = withinMillis;
  }

  private record Used(long since, int times) {}

  /** Counts one more of somebody; false when that is one too many. */
  boolean take(String whose, long now) {
    if (used.size() > MOST_KNOWN) {
      used.values().removeIf(one -> isOver(one, now));
    }
    return used.merge(whose, new Used(now, 1), (before, first) -> next(before, now)).times()
        <= most;
  }

  private Used next(Used before, long now) {
    return isOver(before, now)
        ? new Used(now, 1)
        : new Used(before.since(), Math.min(before.times(), most) + 1);
  }

  private boolean isOver(Used one, long now) {
    return now - one.since() >= withinMillis || now < one.since();
  }
}
