package uk.seenheard.api.ground.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;

/**
 * How fast one person is given long answers: a good deal fast, then so many bytes a second. To
 * make, pack and send them costs the processor that others wait for, and nobody reads faster;
 * whoever asks for them without a pause waits for themselves.
 *
 * <p>Safe to use from any thread.
 */
public final class ReadingPace {
  /** Bytes at once: a new handset's whole team, or the largest incident some times over. */
  private static final long AT_ONCE = 32L * 1024 * 1024;

  /** Bytes a second from then on. */
  private static final long PER_SECOND = 4L * 1024 * 1024;

  private static final int MOST_READERS = 50_000;

  private final long atOnceNanos;
  private final double nanosPerByte;

  /** When what each reader was given would have been sent at the pace alone, by the clock given. */
  private final Cache<String, Long> paidUntil;

  /**
   * A pace.
   *
   * @param atOnce bytes that a reader who had a rest is given without one
   * @param perSecond bytes a second from then on
   */
  public ReadingPace(long atOnce, long perSecond) {
    if (atOnce < 0 || perSecond < 1) {
      throw new IllegalArgumentException("a pace lets something through: at least a byte a second");
    }
    this.nanosPerByte = (double) TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.atOnceNanos = (long) (atOnce * nanosPerByte);
    this.paidUntil =
        Caffeine.newBuilder()
            .maximumSize(MOST_READERS)
            .expireAfterWrite(1 + 2 * atOnce / perSecond, TimeUnit.SECONDS)
            .executor(Runnable::run)
            .build();
  }

  /** 32 MiB without a pause, then 4 MiB a second. */
  public static ReadingPace usual() {
    return new ReadingPace(AT_ONCE, PER_SECOND);
  }

  /**
   * Counts what was just sent.
   *
   * @param nanos the monotonic clock
   * @return milliseconds until the reader is given more; 0 when that is now
   */
  public long restMillis(String reader, long bytes, long nanos) {
    long cost = (long) (bytes * nanosPerByte);
    long until =
        paidUntil
            .asMap()
            .merge(reader, nanos + cost, (before, fresh) -> Math.max(before, nanos) + cost);
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - atOnceNanos - nanos));
  }
}
