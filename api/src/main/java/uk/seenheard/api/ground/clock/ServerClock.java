package uk.seenheard.api.ground.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.sync.feed.ClockReading;

/**
 * This machine's clock, and whether it can be believed.
 *
 * <p>A clock that is ahead of the log says nothing: a server that slept over a weekend is the
 * normal case. So it is compared with those who speak to it. Each device's clocks, beside what they
 * showed when it last spoke, tell what time it is now; where most of the devices that spoke lately,
 * or the time source of the settings, are hours away, the clock is doubted: commits are marked, and
 * whoever looks after the server is told. A clock that is behind the log's end by minutes writes
 * nothing at all until a person says which of the two is right, or the clock is put right.
 *
 * <p>Safe to use from any thread.
 */
public final class ServerClock implements LongSupplier {
  /** How far the clock may be behind the log's end: machines that share a log are not one. */
  public static final long BEHIND_MILLIS = Duration.ofMinutes(5).toMillis();

  /** How far from others' clocks it is doubted. */
  public static final long APART_MILLIS = Duration.ofHours(2).toMillis();

  /** Devices whose word counts: those that spoke last. */
  private static final int WITNESSES = 32;

  private static final long SOURCE_FRESH_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

  private final LongSupplier machine;
  private final LongSupplier monotonic;
  private final Map<String, Said> apart =
      new LinkedHashMap<>(WITNESSES * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Said> eldest) {
          return size() > WITNESSES;
        }
      };
  private OptionalLong source = OptionalLong.empty();
  private long sourceSaidAt;
  private long lastNow;
  private long lastElapsed;
  private long end = Long.MIN_VALUE;
  private long believedOver = Long.MIN_VALUE;
  private String said = "";

  /**
   * Over a machine's clocks, both in milliseconds.
   *
   * @param machine since 1970
   * @param monotonic since any moment, never put right
   */
  public ServerClock(LongSupplier machine, LongSupplier monotonic) {
    this.machine = machine;
    this.monotonic = monotonic;
    this.lastNow = machine.getAsLong();
    this.lastElapsed = monotonic.getAsLong();
  }

  /** Over a machine's clock and this process's monotonic one. */
  public static ServerClock of(LongSupplier machine) {
    return new ServerClock(machine, () -> System.nanoTime() / 1_000_000);
  }

  /**
   * When a device was last heard while the clock was believed.
   *
   * @param at receipt time
   * @param clock its clocks then
   */
  public record Heard(long at, ClockReading clock) {}

  /**
   * A device that speaks now.
   *
   * @param before when it was heard before, if it was
   */
  public record Witness(String device, ClockReading clock, Optional<Heard> before) {}

  /**
   * What a device says of the clock.
   *
   * @param apart milliseconds by which the clock is ahead of it
   * @param bound whether its monotonic clock says so too, which ran on since it was heard: one that
   *     was off, or is heard for the first time, may have begun in 1970
   */
  private record Said(long apart, boolean bound) {}

  /** What becomes of a commit. */
  public sealed interface Judged {}

  /**
   * It may be written.
   *
   * @param at its time
   * @param doubtful whether that time is doubted
   */
  public record Stamp(long at, boolean doubtful) implements Judged {}

  /** Nothing may be written: the clock is behind the log's end by so much. */
  public record Behind(long millis) implements Judged {
    /** What is to be said to who wanted to write. */
    public String sentence() {
      return "The server's clock is "
          + minutes(millis)
          + " minutes behind what it wrote before, so nothing is written until it is put right."
          + " Nothing of this was taken; keep it and try again.";
    }
  }

  /** The machine's clock as it is, believed or not. */
  @Override
  public long getAsLong() {
    return machine.getAsLong();
  }

  /**
   * The best that is known of the time, by which what is late is late: the machine's clock, less
   * what those say that it is ahead whose word is bound. A flat battery marks commits, but must not
   * hold up what is chased.
   */
  public synchronized long trusted() {
    return machine.getAsLong() - ahead(true);
  }

  /**
   * The time of a commit behind the log's end.
   *
   * @param last the time of the log's last commit
   * @param witnesses the devices whose words are in it
   */
  public synchronized Judged judge(long last, List<Witness> witnesses) {
    long now = machine.getAsLong();
    long elapsed = monotonic.getAsLong();
    if (Math.abs((now - lastNow) - (elapsed - lastElapsed)) > BEHIND_MILLIS) {
      // It was set, or the machine slept: what was compared before says nothing of it now.
      apart.clear();
    }
    lastNow = now;
    lastElapsed = elapsed;
    end = last;
    for (Witness witness : witnesses) {
      apart.put(witness.device(), apart(now, witness));
    }
    boolean goesBack = now + BEHIND_MILLIS < last;
    say();
    if (goesBack && last > believedOver) {
      return new Behind(last - now);
    }
    return new Stamp(goesBack ? now : Math.max(last, now), ahead() != 0);
  }

  /** Takes note of what a time source says: how far the machine's clock is ahead of it. */
  public synchronized void source(long aheadMillis) {
    source = OptionalLong.of(aheadMillis);
    sourceSaidAt = monotonic.getAsLong();
    say();
  }

  /** A person says that this clock is right and the log's end, of that time, is not. */
  public synchronized void believeOver(long last) {
    believedOver = Math.max(believedOver, last);
  }

  /** By how much the clock is behind the log's end, while nothing is written for that. */
  public synchronized OptionalLong behind() {
    long now = machine.getAsLong();
    return end > believedOver && now + BEHIND_MILLIS < end
        ? OptionalLong.of(end - now)
        : OptionalLong.empty();
  }

  /**
   * By how much the clock is ahead of what others say, while it is doubted; below nought when it is
   * behind them; else 0.
   */
  public synchronized long ahead() {
    return ahead(false);
  }

  private long ahead(boolean bound) {
    if (source.isPresent() && monotonic.getAsLong() - sourceSaidAt < SOURCE_FRESH_MILLIS) {
      // What was set to be asked is asked about the time, and devices are not.
      return Math.abs(source.getAsLong()) < APART_MILLIS ? 0 : source.getAsLong();
    }
    List<Long> away = new ArrayList<>();
    int heard = 0;
    for (Said one : apart.values()) {
      if (one.bound() || !bound) {
        heard++;
        if (Math.abs(one.apart()) >= APART_MILLIS) {
          away.add(one.apart());
        }
      }
    }
    if (away.size() * 2 <= heard) {
      return 0;
    }
    Collections.sort(away);
    return away.get(away.size() / 2);
  }

  /** How it stands, for who looks after the server; empty when all is well. */
  public synchronized String standing() {
    OptionalLong behind = behind();
    if (behind.isPresent()) {
      return "the clock is "
          + minutes(behind.getAsLong())
          + " minutes behind the log's last commit, and nothing is written. Put the clock right; if"
          + " it is right and was wrong before, say so: POST /operations/clock";
    }
    long ahead = ahead();
    return ahead == 0
        ? ""
        : "the clock is doubted: it is "
            + minutes(Math.abs(ahead))
            + (ahead > 0 ? " minutes ahead of" : " minutes behind")
            + " the time source or most handsets. Commits are marked; see that it is right";
  }

  /**
   * By how much the clock is ahead of what a device says the time is: by its monotonic clock since
   * it was heard before, by its wall clock with the error that it had then, or as it stands. The
   * nearest of these counts: a device that slept or was set is no witness against the server.
   */
  private static Said apart(long now, Witness witness) {
    ClockReading clock = witness.clock();
    long nearest = now - clock.wall();
    boolean bound = false;
    if (witness.before().isPresent()) {
      Heard before = witness.before().get();
      long since = now - before.at();
      nearest = nearer(nearest, since - (clock.wall() - before.clock().wall()));
      bound = clock.boot().equals(before.clock().boot());
      if (bound) {
        nearest = nearer(nearest, since - (clock.elapsed() - before.clock().elapsed()));
      }
    }
    return new Said(nearest, bound);
  }

  private static long nearer(long one, long other) {
    return Math.abs(other) < Math.abs(one) ? other : one;
  }

  /** Says loudly, once, what is wrong with it, and that it is right again. */
  private void say() {
    String now = behind().isPresent() ? "behind" : ahead() == 0 ? "" : "doubted";
    if (now.equals(said)) {
      return;
    }
    said = now;
    if (now.isEmpty()) {
      LOG.warn("the clock is believed again");
    } else {
      LOG.error("{}", standing());
    }
  }

  private static long minutes(long millis) {
    return millis / 60_000;
  }
}
