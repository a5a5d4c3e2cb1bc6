package uk.seenheard.api.ground.core;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ends a process in which something broke that nothing repairs: the thread of the log was
 * interrupted half-way, or memory is at its end. Such a process looks alive and takes nothing any
 * more. It says that it is not ready, and then ends, to be started again: what was acknowledged is
 * on the disk.
 */
public final class Collapse {
  private static final Logger LOG = LoggerFactory.getLogger(Collapse.class);

  private static final String LAST =
      "memory ended: OutOfMemoryError. The process ends, start it again";

  /** Time in which balancers and people see that it is not ready. */
  private static final long NOTICE_NANOS = 1_000_000_000;

  private final Consumer<String> end;
  private final AtomicReference<String> cause = new AtomicReference<>("");

  /**
   * With what ends the process.
   *
   * @param end takes the cause, in a sentence without personal data
   */
  public Collapse(Consumer<String> end) {
    this.end = end;
  }

  /** Watches the threads of a process, and above all the one of the log. */
  void watch(Vertx vertx, Context log) {
    log.exceptionHandler(broke -> broke("the thread that writes and follows the log", broke));
    vertx.exceptionHandler(
        broke -> {
          if (broke instanceof VirtualMachineError) {
            broke("a thread that serves", broke);
          } else {
            LOG.error("nobody handled: {}", broke.getClass().getName());
          }
        });
  }

  /** A part of this process broke for good. */
  public void broke(String part, Throwable why) {
    try {
      String text =
          part + " ended: " + why.getClass().getSimpleName() + ". The process ends, start it again";
      if (cause.compareAndSet("", text)) {
        Thread last = new Thread(() -> end(text), "collapse");
        last.setDaemon(true);
        last.start();
      }
    } catch (OutOfMemoryError nothingLeft) {
      // Not even for saying so.
      cause.set(LAST);
      end.accept(LAST);
    }
  }

  private void end(String text) {
    try {
      LOG.error("{}", text);
      LockSupport.parkNanos(NOTICE_NANOS);
    } finally {
      end.accept(text);
    }
  }

  /** What broke, when something did. */
  public Optional<String> standing() {
    return Optional.ofNullable(cause.get()).filter(text -> !text.isEmpty());
  }
}
