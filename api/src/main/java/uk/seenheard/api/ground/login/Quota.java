package uk.seenheard.api.ground.login;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How often each person may do something within a time, counted in this process. */
final class Quota {
  private static final int MOST_PEOPLE = 10_000;

  private final int most;
  private final long withinMillis;
  private final Map<String, Used> used = new ConcurrentHashMap<>();

  Quota(int most, long withinMillis) {
    this.most = most;
    this.withinMillis = withinMillis;
  }

  private record Used(long since, int times) {}

  /** Counts one more of a person; false when that is one too many. */
  boolean take(String person, long now) {
    if (used.size() > MOST_PEOPLE) {
      used.values().removeIf(one -> isOver(one, now));
    }
    return used.merge(person, new Used(now, 1), (before, first) -> next(before, now)).times()
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
