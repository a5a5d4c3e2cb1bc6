package uk.seenheard.handset.core.loop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.store.StoreFault;
import uk.seenheard.handset.core.transport.Listening;
import uk.seenheard.handset.core.transport.LiveListener;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Transport;

/**
 * Keeps a handset in step by itself: runs the sync loop when the server says that something was
 * logged, whenever it comes back into signal, and when something was recorded here.
 *
 * <p>A lost connection is taken up again for as long as it takes, each time after a wait of full
 * jitter and no sooner than the server asked for. A connection that comes to stand is itself a
 * reason to sync: what was missed while there was none is in the log. Where no connection stands at
 * all, it still looks from time to time.
 *
 * <p>One thread does all of it, so there is one run at a time; the transport's threads only leave
 * word.
 */
public final class Watch implements AutoCloseable {
  private static final int FOR_EVER = Integer.MAX_VALUE;
  private static final long TICK_MILLIS = 1_000;
  private static final long CLOSING_MILLIS = 2_000;

  /**
   * How long it waits.
   *
   * @param jitter the most between a wake-up and the pull, so that those who were woken together do
   *     not come together
   * @param retry the ceiling of the first wait after a loss; it doubles
   * @param look how often it looks when nobody wakes it
   */
  public record Times(long jitter, long retry, long look) {
    /** Up to 2 seconds, from half a second, every five minutes. */
    public static final Times USUAL = new Times(2_000, 500, 300_000);
  }

  private final Supplier<Optional<String>> login;
  private final Supplier<SyncReport> sync;
  private final Consumer<SyncReport> told;
  private final Transport transport;
  private final Chance chance;
  private final Times times;
  private final Thread thread = new Thread(this::run, "seenheard-watch");

  // All below are guarded by this.
  private boolean closed;
  private long dueAt;
  private long connectAt;
  private @Nullable Line line;
  private String refusedLogin = "";
  private Backoff backoff;

  private Watch(
      Supplier<Optional<String>> login,
      Supplier<SyncReport> sync,
      Consumer<SyncReport> told,
      Transport transport,
      Chance chance,
      Times times) {
    this.login = login;
    this.sync = sync;
    this.told = told;
    this.transport = transport;
    this.chance = chance;
    this.times = times;
    this.backoff = new Backoff(chance, FOR_EVER, times.retry());
    this.dueAt = now();
    thread.setDaemon(true);
  }

  /**
   * Begins to watch.
   *
   * @param login the token to listen with, or empty while there is none or no signal
   * @param sync one run of the sync loop
   * @param told hears how each run ended
   */
  public static Watch begin(
      Supplier<Optional<String>> login,
      Supplier<SyncReport> sync,
      Consumer<SyncReport> told,
      Transport transport,
      Chance chance,
      Times times) {
    Watch watch = new Watch(login, sync, told, transport, chance, times);
    watch.thread.start();
    return watch;
  }

  /** One connection, from dialling to its end. */
  private final class Line implements LiveListener {
    private final String token;
    private @Nullable Listening listening;

    Line(String token) {
      this.token = token;
    }

    @Override
    public void opened() {
      synchronized (Watch.this) {
        if (line == this) {
          backoff.succeeded();
          due(chance.below(Math.max(1, times.jitter())));
        }
      }
    }

    @Override
    public void news() {
      synchronized (Watch.this) {
        if (line == this) {
          due(chance.below(Math.max(1, times.jitter())));
        }
      }
    }

    @Override
    public void ended(Optional<Refusal> refusal) {
      synchronized (Watch.this) {
        if (line != this) {
          return;
        }
        line = null;
        Optional<Long> asked = refusal.flatMap(Refusal::retryAfterSeconds);
        connectAt = now() + backoff.afterFailure(asked).orElse(times.look());
        if (refusal.isPresent() && !refusal.get().isForLater()) {
          // The login is over, or the account: the sync loop finds out which, and what to do.
          refusedLogin = token;
          due(0);
        }
        Watch.this.notifyAll();
      }
    }
  }

  /** Something was recorded here, or may be fetched again: sync soon. */
  public synchronized void wake() {
    due(0);
    connectAt = Math.min(connectAt, now());
  }

  private synchronized void due(long inMillis) {
    dueAt = Math.min(dueAt, now() + inMillis);
    notifyAll();
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void run() {
    Backoff again = new Backoff(chance, FOR_EVER, times.retry());
    while (true) {
      keepLine(token());
      synchronized (this) {
        if (closed) {
          return;
        }
        long wait = Math.min(TICK_MILLIS, dueAt - now());
        if (wait > 0) {
          pause(wait);
          continue;
        }
        dueAt = now() + times.look();
      }
      SyncReport report = synced();
      told.accept(report);
      if (report.outcome() == SyncReport.Outcome.WIPED) {
        // The store is closed; there is nothing left to listen for.
        return;
      }
      if (report.outcome() == SyncReport.Outcome.BUSY
          || report.outcome() == SyncReport.Outcome.NO_SIGNAL
          || report.outcome() == SyncReport.Outcome.FAULT) {
        due(again.afterFailure(Optional.empty()).orElse(times.look()));
      } else {
        again.succeeded();
      }
    }
  }

  /** A full or failing disk is told like any other fault, and does not end the watch. */
  private SyncReport synced() {
    try {
      return sync.get();
    } catch (StoreFault fault) {
      String why = fault.getMessage() == null ? "The store failed." : fault.getMessage();
      return new SyncReport(SyncReport.Outcome.FAULT, 0, 0, 0, List.of(why));
    }
  }

  private Optional<String> token() {
    try {
      return login.get();
    } catch (StoreFault fault) {
      return Optional.empty();
    }
  }

  private void pause(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException closing) {
      closed = true;
    }
  }

  /** Dials when there is a login and no line, hangs up when the login is another one or gone. */
  private void keepLine(Optional<String> token) {
    Line dial;
    synchronized (this) {
      if (line != null && !token.equals(Optional.of(line.token))) {
        hangUp();
      }
      boolean dials =
          !closed
              && line == null
              && token.isPresent()
              && !token.get().equals(refusedLogin)
              && now() >= connectAt;
      if (!dials) {
        return;
      }
      dial = new Line(token.get());
      line = dial;
    }
    Listening listening = transport.listen(dial.token, dial);
    synchronized (this) {
      dial.listening = listening;
      if (line != dial) {
        listening.hangUp();
      }
    }
  }

  private synchronized void hangUp() {
    Line held = line;
    line = null;
    if (held != null && held.listening != null) {
      held.listening.hangUp();
    }
  }

  /** Ends the watch, and the run that is under way. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      hangUp();
      notifyAll();
    }
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(CLOSING_MILLIS);
      if (thread.isAlive()) {
        // It waits before another try, or for an answer.
        thread.interrupt();
        thread.join(10 * CLOSING_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
