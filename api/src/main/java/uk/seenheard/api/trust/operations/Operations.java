package uk.seenheard.api.trust.operations;

import java.util.function.IntSupplier;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.ground.work.MadeOnce;
import uk.seenheard.api.ground.work.Turns;
import uk.seenheard.api.ground.writer.LogWriter;

/** Puts together what looks after one process: meters and log lines. */
public final class Operations {
  private final Meters meters;

  /** With the meters that count already. */
  public Operations(Meters meters) {
    this.meters = meters;
  }

  /** Shows and logs what the log's writer and the projections do. */
  public void follow(LogWriter writer, Projector projector, IntSupplier listeners) {
    meters.gauge("log.queue", "Submissions that wait for a commit", writer::queueLength);
    meters.projections(projector::applied);
    meters.gauge(
        "projection.aside",
        "Parts of commits that the projections could not use and set aside",
        projector::aside);
    meters.gauge("live.streams", "Handsets and pages that listen", listeners::getAsInt);
    projector.onApplied(new ProjectionLogLines(writer.trail(), listeners, projector.applied()));
  }

  /** Shows whether the clock is believed. */
  public void follow(ServerClock clock) {
    meters.gauge(
        "clock.behind.seconds",
        "How far the clock is behind the log, while nothing is written for that",
        () -> clock.behind().orElse(0) / 1_000);
    meters.gauge(
        "clock.doubted.seconds",
        "How far the clock is ahead of what handsets or the time source say, while it is doubted",
        () -> clock.ahead() / 1_000);
  }

  /** Shows what is kept of answers about large incidents, and how often that saved making one. */
  public void follow(MadeOnce<?, ?> answers) {
    meters.gauge("answers.made", "Answers about large incidents that were made", answers::made);
    meters.gauge("answers.given", "Of these, given to others who asked the same", answers::given);
    meters.gauge("answers.kept.chars", "Characters of them that are kept", answers::weight);
  }

  /** Shows who waits for a page of changes. */
  public void follow(Turns pages) {
    meters.gauge("pull.waiting", "Who waits for a page of changes", pages::waiting);
  }

  /** Shows what a server that listens holds. */
  public void follow(Server server) {
    meters.gauge("http.connections", "Connections open", server::connectionsOpen);
    meters.gauge("http.body.bytes", "Bytes of request bodies held", server::bodyBytesHeld);
    meters.gauge(
        "http.answer.bytes", "Bytes of long answers not read yet", server::answerBytesHeld);
  }
}
