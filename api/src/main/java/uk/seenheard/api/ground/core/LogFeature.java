package uk.seenheard.api.ground.core;

import io.vertx.core.Vertx;
import uk.seenheard.api.ground.log.KeptHead;
import uk.seenheard.api.ground.log.LogStart;
import uk.seenheard.api.ground.log.LogWatch;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.ground.writer.LogWriter;

/** What looks after the log itself while a server runs: its end kept, all of it verified. */
public final class LogFeature implements Feature {
  private final Vertx vertx;
  private final KeptHead head;
  private final LogWriter writer;
  private final LogWatch watch;

  private LogFeature(Vertx vertx, KeptHead head, LogWriter writer, LogWatch watch) {
    this.vertx = vertx;
    this.head = head;
    this.writer = writer;
    this.watch = watch;
  }

  /** On the ground. */
  public static LogFeature of(Core core) {
    Vertx vertx = core.basis().vertx();
    Writing writing = core.writing();
    LogStart start = new LogStart(vertx, writing.log(), writing.seal(), writing.incidentKeys());
    return new LogFeature(
        vertx, writing.head(), writing.writer(), new LogWatch(vertx, start, writing.seal()));
  }

  @Override
  public void begin(Server server) {
    head.follow(vertx, writer::standing);
    watch.begin();
  }

  @Override
  public void end() {
    watch.stop();
  }
}
