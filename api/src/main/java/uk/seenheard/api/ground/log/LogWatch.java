package uk.seenheard.api.ground.log;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look at the whole log beside the work: every commit from the first on, one page after the
 * other, with one part of the time for four that others have.
 */
public final class LogWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
  private static final int REST = 4;
  private static final long LEAST_REST_MILLIS = 20;

  private final Vertx vertx;
  private final LogStart start;
  private final LogCheck check;
  private volatile Optional<LogCheck.Fault> fault = Optional.empty();
  private volatile boolean stopped;

  /** Of a log, from its first commit on. */
  public LogWatch(Vertx vertx, LogStart start, LogSeal seal) {
    this.vertx = vertx;
    this.start = start;
    this.check = LogCheck.whole(seal);
  }

  /** Begins; ends by itself. */
  public void begin() {
    vertx.setTimer(LEAST_REST_MILLIS, timer -> next());
  }

  /** Looks at no further page. */
  public void stop() {
    stopped = true;
  }

  /** What was found, if anything was. */
  public Optional<LogCheck.Fault> fault() {
    return fault;
  }

  private void next() {
    if (stopped) {
      return;
    }
    long began = System.nanoTime();
    start
        .page(check)
        .onSuccess(
            page -> {
              if (page.fault().isPresent()) {
                fault = page.fault();
                LOG.error(
                    "The log is not as it was written: {}. Nothing behind it was looked at. Keep a"
                        + " copy of the data folder and run `store check`.",
                    page.fault().get().text());
              } else if (page.end()) {
                LOG.info("the log was checked to commit {}: it is as it was written", check.n());
              } else {
                later(began);
              }
            })
        .onFailure(
            away -> {
              LOG.debug("the check of the log goes on later", away);
              later(began);
            });
  }

  private void later(long began) {
    long took = (System.nanoTime() - began) / 1_000_000;
    vertx.setTimer(Math.max(LEAST_REST_MILLIS, took * REST), timer -> next());
  }
}
