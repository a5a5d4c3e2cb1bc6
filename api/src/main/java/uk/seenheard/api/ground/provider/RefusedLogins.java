package uk.seenheard.api.ground.provider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which checks refused logins in this process, for whoever runs it: how often, when last, and the
 * last of them in order. It holds nothing of a login and of nobody. Safe to use from any thread.
 */
public final class RefusedLogins {
  private static final Logger LOG = LoggerFactory.getLogger(RefusedLogins.class);
  private static final int MOST = 50;

  /** No check is told more often than this: a flood of forged logins fills no log. */
  private static final long TOLD_MILLIS = 10_000;

  private final LongSupplier now;
  private final Map<String, Count> counts = new TreeMap<>();
  private final Deque<One> last = new ArrayDeque<>();
  private final Map<String, Long> told = new TreeMap<>();

  /** By that clock. */
  public RefusedLogins(LongSupplier now) {
    this.now = now;
  }

  /** One refusal. */
  public record One(long at, String check) {}

  /** How often a check refused, and when last. */
  public record Count(long times, long last) {}

  /** Notes one. */
  public void note(String check) {
    note(check, "");
  }

  /** Notes one, with what is to be known of it beside. */
  public void note(String check, String detail) {
    long at = now.getAsLong();
    long times;
    synchronized (this) {
      Count before = counts.getOrDefault(check, new Count(0, 0));
      times = before.times() + 1;
      counts.put(check, new Count(times, at));
      last.addLast(new One(at, check));
      if (last.size() > MOST) {
        last.removeFirst();
      }
      long since = at - told.getOrDefault(check, Long.MIN_VALUE / 2);
      if (since >= 0 && since < TOLD_MILLIS) {
        return;
      }
      told.put(check, at);
    }
    LOG.warn("a login was refused: check={} times={} {}", check, times, detail);
  }

  /** By check. */
  public synchronized Map<String, Count> counts() {
    return Map.copyOf(counts);
  }

  /** The last of them, the newest at the end. */
  public synchronized List<One> last() {
    return new ArrayList<>(last);
  }
}
