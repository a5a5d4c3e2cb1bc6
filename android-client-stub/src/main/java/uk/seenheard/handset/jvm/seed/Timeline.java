package uk.seenheard.handset.jvm.seed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What happens when, in the order in which it happened, at clocks that go with it: of each team one
 * thing after the other, and side by side what different teams do within half an hour.
 */
final class Timeline {
  private static final long TOGETHER = 30 * 60_000L;
  private static final int HANDS = 3;
  private static final int NO_TEAM = -1;

  private final PastClock clock;
  private final Consumer<Optional<Instant>> serverClock;
  private final LongConsumer after;
  private final PriorityBlockingQueue<Event> events =
      new PriorityBlockingQueue<>(64, Comparator.comparingLong(Event::at));

  private record Event(long at, int team, Runnable what) {}

  /**
   * Of these clocks.
   *
   * @param after what others do after each of it, at the moment given
   */
  Timeline(PastClock clock, Consumer<Optional<Instant>> serverClock, LongConsumer after) {
    this.clock = clock;
    this.serverClock = serverClock;
    this.after = after;
  }

  /** Plans something that a team does. */
  void at(long at, int team, Runnable what) {
    events.add(new Event(at, team, what));
  }

  /** Plans something that happens by itself and to the minute, whatever teams do about then. */
  void exactly(long at, Runnable what) {
    events.add(new Event(at, NO_TEAM, what));
  }

  /** Lets all of it happen, and what is planned meanwhile. */
  void run() {
    ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    try {
      for (List<Event> next = together(); !next.isEmpty(); next = together()) {
        long now = setTo(next.get(next.size() - 1).at());
        Map<Integer, List<Event>> byTeam = new TreeMap<>();
        next.forEach(
            event -> byTeam.computeIfAbsent(event.team(), team -> new ArrayList<>()).add(event));
        List<Future<?>> going = new ArrayList<>();
        byTeam
            .values()
            .forEach(
                one -> going.add(hands.submit(() -> one.forEach(event -> event.what().run()))));
        going.forEach(Timeline::done);
        after.accept(now);
      }
    } finally {
      hands.shutdownNow();
    }
  }

  private List<Event> together() {
    List<Event> next = new ArrayList<>();
    Event event = events.poll();
    while (event != null) {
      next.add(event);
      event = events.peek();
      event = event == null || !isBeside(event, next.get(0)) ? null : events.poll();
    }
    return next;
  }

  private static boolean isBeside(Event event, Event first) {
    return event.team() != NO_TEAM
        && first.team() != NO_TEAM
        && event.at() <= first.at() + TOGETHER;
  }

  private long setTo(long wanted) {
    long at = Math.min(Math.max(wanted, clock.wall()), System.currentTimeMillis());
    clock.set(at);
    serverClock.accept(Optional.of(Instant.ofEpochMilli(at)));
    return at;
  }

  private static void done(Future<?> one) {
    try {
      one.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
