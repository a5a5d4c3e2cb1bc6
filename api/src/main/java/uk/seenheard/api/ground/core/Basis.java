package uk.seenheard.api.ground.core;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.work.FairWork;
import uk.seenheard.api.ground.work.MadeOnce;
import uk.seenheard.api.ground.work.Turns;
import uk.seenheard.sync.change.ChangeCodec;

/**
 * What every part is made with.
 *
 * @param context the one on which the log is written and followed
 * @param clock this machine's, and whether it can be believed
 * @param mends what people said of the times that a wrong clock wrote
 * @param traffic who counts requests
 * @param collapse what ends a process in which something broke for good
 * @param work the workers for what grows with an incident
 * @param pages turns at pages of changes
 * @param answers what they made, for those who ask the same while it is still true
 */
public record Basis(
    Vertx vertx,
    Context context,
    DocumentStore documents,
    ServerClock clock,
    Mends mends,
    JacksonJsonReader reader,
    JdkDigests digests,
    ChangeCodec codec,
    Traffic traffic,
    Collapse collapse,
    FairWork work,
    Turns pages,
    MadeOnce<Object, List<String>> answers) {

  /** With this machine's JSON and digests. */
  public static Basis of(
      Vertx vertx, DocumentStore documents, LongSupplier now, Traffic traffic, Collapse collapse) {
    Context log = vertx.getOrCreateContext();
    collapse.watch(vertx, log);
    JacksonJsonReader reader = new JacksonJsonReader();
    JdkDigests digests = new JdkDigests();
    ChangeCodec codec = new ChangeCodec(reader, digests);
    return new Basis(
        vertx,
        log,
        documents,
        ServerClock.of(now),
        new Mends(),
        reader,
        digests,
        codec,
        traffic,
        collapse,
        new FairWork(vertx),
        Turns.usual(vertx),
        MadeOnce.texts(vertx));
  }

  /** Milliseconds since 1970, by this machine's clock. */
  public LongSupplier now() {
    return clock;
  }
}
