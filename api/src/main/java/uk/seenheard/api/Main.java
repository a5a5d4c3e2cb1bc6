package uk.seenheard.api;

import ch.qos.logback.classic.LoggerContext;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.field.forms.FormsCommand;
import uk.seenheard.api.ground.log.LogRefused;

/** The server process: reads its settings from the environment and serves until it is stopped. */
public final class Main {
  /** Exit status for settings that cannot be used (EX_CONFIG). */
  static final int BAD_SETTINGS = 78;

  /** Exit status when something that the server stands on is missing (EX_UNAVAILABLE). */
  static final int UNAVAILABLE = 69;

  /** Exit status when a part of the process died (EX_SOFTWARE). */
  static final int BROKEN = 70;

  private static final long GRACE_SECONDS = 15;
  private static final int MOST_CAUSES = 5;

  private Main() {}

  /**
   * Starts the server; {@code store …} serves, saves, restores or checks the embedded store, {@code
   * forms check …} checks form files.
   */
  public static void main(String[] args) {
    // Before the first logger is made: which of the outputs in logback.xml is used.
    boolean server = args.length == 0;
    String style = server && "plain".equals(System.getenv("SEENHEARD_LOG")) ? "plain" : "json";
    System.setProperty("seenheard.log", server ? style : "command");
    if (args.length > 0 && args[0].equals("store")) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      System.exit(new CommandLine(new StoreCommand(new LogAudit())).execute(rest));
    }
    if (args.length > 0 && args[0].equals("forms")) {
      String[] rest = Arrays.copyOfRange(args, 1, args.length);
      System.exit(new CommandLine(new FormsCommand()).execute(rest));
    }
    if (args.length > 0) {
      System.err.println(
          "The server takes its settings from the environment, see api/README.md; the only commands"
              + " are: store, forms");
      System.exit(BAD_SETTINGS);
    }
    try {
      serve(Settings.from(System.getenv()));
    } catch (Settings.BadSettings faults) {
      System.err.println("The server was not started.\n" + faults.getMessage());
      System.exit(BAD_SETTINGS);
    }
  }

  private static void serve(Settings settings) {
    Logger log = LoggerFactory.getLogger(Main.class);
    log.info("starting: {}", settings);
    try {
      Preflight.check(settings);
    } catch (NotStarted cause) {
      exit(String.valueOf(cause.getMessage()));
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, broke) -> {
          try {
            log.error("{} ended: {}", thread.getName(), broke.getClass().getName());
          } finally {
            if (broke instanceof VirtualMachineError) {
              collapse(broke.getClass().getName());
            }
          }
        });
    Vertx vertx = Vertx.vertx();
    new Wiring(vertx, settings, clock(log), Main::collapse)
        .start()
        .onSuccess(
            running -> {
              Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, running)));
              log.info("serving on {}", settings.address(running.server().port()));
            })
        .onFailure(
            failed -> {
              log.debug("not started", failed);
              // From a thread of its own: exit hooks wait for the event loop this runs on.
              new Thread(() -> exit(reason(failed))).start();
            });
  }

  /** The machine's clock; a demonstration's own where it has one, after its settings allowed it. */
  private static LongSupplier clock(Logger log) {
    Optional<Instant> begins = Settings.demoClock(System.getenv());
    if (begins.isEmpty()) {
      return System::currentTimeMillis;
    }
    DemoClock clock = new DemoClock(System::currentTimeMillis, begins.get());
    Thread follows =
        new Thread(
            () -> {
              try {
                clock.follow(System.in, shown -> System.out.println("clock " + shown));
              } catch (IOException broken) {
                log.warn("nobody sets the demonstration's clock any more");
              }
            },
            "demo-clock");
    follows.setDaemon(true);
    follows.start();
    return clock;
  }

  /** Ends at once: what would close things in order may be what broke. */
  private static void collapse(String cause) {
    try {
      System.err.print("The server ended. ");
      System.err.println(cause);
    } finally {
      Runtime.getRuntime().halt(BROKEN);
    }
  }

  /** Ends with the cause as the last line, behind whatever was logged before. */
  private static void exit(String cause) {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    System.err.println("The server was not started. " + cause);
    System.exit(UNAVAILABLE);
  }

  /** What failed and what lies behind it, down to the first cause: that is what is to be mended. */
  static String reason(Throwable failed) {
    if (failed instanceof NotStarted
        || failed instanceof StoreRefused
        || failed instanceof LogRefused) {
      return String.valueOf(failed.getMessage());
    }
    StringBuilder reason = new StringBuilder();
    Throwable at = failed;
    for (int depth = 0; at != null && depth < MOST_CAUSES; depth++, at = at.getCause()) {
      reason
          .append(depth == 0 ? "" : "; because of ")
          .append(at.getClass().getSimpleName())
          .append(at.getMessage() == null ? "" : ": " + at.getMessage());
    }
    return reason.toString();
  }

  private static void stop(Vertx vertx, Wiring.Running running) {
    Logger log = LoggerFactory.getLogger(Main.class);
    log.info("stopping: no new requests, those in hand are finished");
    CountDownLatch stopped = new CountDownLatch(1);
    running.close(vertx).onComplete(done -> stopped.countDown());
    try {
      if (!stopped.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        log.warn("stopped before everything was closed; nothing acknowledged is lost");
      } else {
        log.info("stopped");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      // The last lines are written by a thread of their own: wait for it.
      ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
  }
}
