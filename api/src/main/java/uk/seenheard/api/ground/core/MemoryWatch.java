package uk.seenheard.api.ground.core;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Notices a process whose memory is at its end and whose machine does not say so: it collects
 * garbage all the time and finds hardly any, so that everybody waits and nobody is refused. When
 * that has gone on for some seconds it ends as if the machine had said it.
 *
 * <p>A thread of its own, which makes nothing new while it looks: where memory is at its end it
 * would not get it.
 */
final class MemoryWatch {
  private static final long LOOK_NANOS = 500_000_000;

  /** Looks in a row at which it has to be so: five seconds. */
  private static final int LOOKS = 10;

  /** Of the time, what goes into collecting, in per cent. */
  private static final int COLLECTING = 70;

  /** Of the heap, what is left all the same, in per cent. */
  private static final int LEFT = 8;

  private final Collapse collapse;
  private final GarbageCollectorMXBean[] collectors =
      ManagementFactory.getGarbageCollectorMXBeans().toArray(new GarbageCollectorMXBean[0]);
  private final OutOfMemoryError end = new OutOfMemoryError("it is collected all the time");
  private volatile boolean stopped;

  MemoryWatch(Collapse collapse) {
    this.collapse = collapse;
  }

  void start() {
    Thread watch = new Thread(this::look, "memory-watch");
    watch.setDaemon(true);
    watch.start();
  }

  void stop() {
    stopped = true;
  }

  private void look() {
    int times = 0;
    long before = System.nanoTime();
    long collected = collected();
    while (!stopped) {
      LockSupport.parkNanos(LOOK_NANOS);
      long now = System.nanoTime();
      long then = collected();
      times = isAtItsEnd(now - before, then - collected, left()) ? times + 1 : 0;
      before = now;
      collected = then;
      if (times >= LOOKS) {
        collapse.broke("memory", end);
        return;
      }
    }
  }

  /**
   * Whether memory is at its end.
   *
   * @param nanos that went by
   * @param collecting of them in milliseconds
   * @param left of the heap in per cent
   */
  static boolean isAtItsEnd(long nanos, long collecting, long left) {
    return left < LEFT && collecting * 1_000_000 * 100 >= nanos * COLLECTING;
  }

  private long collected() {
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      millis += Math.max(0, collector.getCollectionTime());
    }
    return millis;
  }

  private static long left() {
    Runtime machine = Runtime.getRuntime();
    long used = machine.totalMemory() - machine.freeMemory();
    return (machine.maxMemory() - used) * 100 / machine.maxMemory();
  }
}
