package uk.seenheard.handset.jvm.device;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import uk.seenheard.handset.core.device.Background;

/** A daemon thread for each that is begun. */
public final class ThreadBackground implements Background {
  private static final long CLOSING_MILLIS = 2_000;

  @Override
  public long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @Override
  public Running begin(Step step) {
    Worker worker = new Worker(step);
    worker.thread.start();
    return worker;
  }

  /** One thread and what it does. */
  private static final class Worker implements Running {
    private final Step step;
    private final Thread thread = new Thread(this::run, "seenheard-background");
    private boolean woken;
    private boolean ended;

    Worker(Step step) {
      this.step = step;
      thread.setDaemon(true);
    }

    private void run() {
      Optional<Long> wait = Optional.of(0L);
      while (wait.isPresent() && goesOn(wait.get())) {
        wait = step.run();
      }
    }

    private synchronized boolean goesOn(long millis) {
      try {
        if (!ended && !woken && millis > 0) {
          wait(millis);
        }
      } catch (InterruptedException closing) {
        ended = true;
      }
      woken = false;
      return !ended;
    }

    @Override
    public synchronized void wake() {
      woken = true;
      notifyAll();
    }

    @Override
    public void end() {
      synchronized (this) {
        ended = true;
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
}
