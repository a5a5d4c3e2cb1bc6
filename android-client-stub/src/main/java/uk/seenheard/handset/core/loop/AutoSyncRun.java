package uk.seenheard.handset.core.loop;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.device.Background;
import uk.seenheard.handset.core.device.Background.Running;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.device.HandsetPorts;
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
 * <p>One step after another does all of it, so there is one run at a time; the transport only
 * leaves word.
 */
final class AutoSyncRun {
  private static final int FOR_EVER = Integer.MAX_VALUE;
  private static final long TICK_MILLIS = 1_000;

  private final Supplier<Optional<String>> login;
  private final Supplier<SyncReport> sync;
  private final Consumer<SyncReport> told;
  private final Transport transport;
  private final Chance chance;
  private final Background background;
  private final AutoSync.Times times;
  private final Backoff again;

  // All below are guarded by this.
  private boolean closed;
  private long dueAt;
  private long connectAt;
  private @Nullable Line line;
  private String refusedLogin = "";
  private final Backoff backoff;
  private @Nullable Running running;

  AutoSyncRun(
      Supplier<Optional<String>> login,
      Supplier<SyncReport> sync,
      Consumer<SyncReport> told,
      Transport transport,
      HandsetPorts ports,
      AutoSync.Times times) {
    this.login = login;
    this.sync = sync;
    this.told = told;
    this.transport = transport;
    this.chance = ports.chance();
    this.background = ports.background();
    this.times = times;
    this.backoff = new Backoff(chance, FOR_EVER, times.retry());
    this.again = new Backoff(chance, FOR_EVER, times.retry());
    this.dueAt = background.now();
  }

  synchronized void begin() {
    running = background.begin(this::step);
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
      synchronized (AutoSyncRun.this) {
        if (line == this) {
          backoff.succeeded();
          due(chance.below(Math.max(1, times.jitter())));
        }
      }
    }

    @Override
    public void news() {
      synchronized (AutoSyncRun.this) {
        if (line == this) {
          due(chance.below(Math.max(1, times.jitter())));
        }
      }
    }

    @Override
    public void ended(Optional<Refusal> refusal) {
      synchronized (AutoSyncRun.this) {
        if (line != this) {
          return;
        }
        line = null;
        Optional<Long> asked = refusal.flatMap(Refusal::retryAfterSeconds);
        connectAt = background.now() + backoff.afterFailure(asked).orElse(times.look());
        if (refusal.isPresent() && !refusal.get().isForLater()) {
          // The login is over, or the account: the sync loop finds out which, and what to do.
          refusedLogin = token;
          due(0);
        }
        wakeStep();
      }
    }
  }

  /** Something was recorded here, or may be fetched again: sync soon. */
  public synchronized void wake() {
    due(0);
    connectAt = Math.min(connectAt, background.now());
  }

  private synchronized void due(long inMillis) {
    dueAt = Math.min(dueAt, background.now() + inMillis);
    wakeStep();
  }

  private synchronized void wakeStep() {
    Running steps = running;
    if (steps != null) {
      steps.wake();
    }
  }

  /** Syncs when it is due; answers with how long there is nothing to do. */
  private Optional<Long> step() {
    keepLine(token());
    synchronized (this) {
      if (closed) {
        return Optional.empty();
      }
      long wait = Math.min(TICK_MILLIS, dueAt - background.now());
      if (wait > 0) {
        return Optional.of(wait);
      }
      dueAt = background.now() + times.look();
    }
    SyncReport report = synced();
    told.accept(report);
    if (report.outcome() == SyncReport.Outcome.WIPED) {
      // The store is closed; there is nothing left to listen for.
      return Optional.empty();
    }
    if (report.outcome() == SyncReport.Outcome.BUSY
        || report.outcome() == SyncReport.Outcome.NO_SIGNAL
        || report.outcome() == SyncReport.Outcome.FAULT) {
      due(again.afterFailure(Optional.empty()).orElse(times.look()));
    } else {
      again.succeeded();
    }
    return Optional.of(0L);
  }

  /** A full or failing disk is told like any other fault, and ends nothing. */
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
              && background.now() >= connectAt;
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

  /** Ends, and with it the run that is under way. */
  void end() {
    Running steps;
    synchronized (this) {
      closed = true;
      hangUp();
      steps = running;
    }
    if (steps != null) {
      steps.end();
    }
  }
}
