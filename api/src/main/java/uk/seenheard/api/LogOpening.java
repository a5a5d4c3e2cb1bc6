package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.pages.RestoreMark;
import uk.seenheard.api.ground.files.ReportFolder;
import uk.seenheard.api.ground.log.FeedEpoch;
import uk.seenheard.api.ground.log.KeptHead;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.log.LogStart;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.log.MongoFeedEpoch;
import uk.seenheard.api.ground.writer.RestoreReport;

/**
 * What a process does with a log before it serves it: verifies its end, compares it with what the
 * key folder remembers, and gives a log that is not the one it was a new life.
 */
final class LogOpening {
  private static final Logger LOG = LoggerFactory.getLogger(LogOpening.class);

  private final Vertx vertx;
  private final Settings settings;
  private final DocumentStore documents;
  private final MongoCommitLog log;
  private final LogSeal seal;
  private final LogStart start;

  LogOpening(
      Vertx vertx,
      Settings settings,
      DocumentStore documents,
      MongoCommitLog log,
      LogSeal seal,
      LogStart start) {
    this.vertx = vertx;
    this.settings = settings;
    this.documents = documents;
    this.log = log;
    this.seal = seal;
    this.start = start;
  }

  /** The name of the log's present life. */
  Future<String> open() {
    return start.verifyLast().compose(verified -> life()).onSuccess(life -> sweep());
  }

  /** Beside the work: what several processes, or one that was killed, left at a MongoDB. */
  private void sweep() {
    if (settings.mongoUri().isPresent()) {
      log.sweep()
          .onSuccess(gone -> LOG.info("swept {} pieces that no commit names", gone))
          .onFailure(away -> LOG.warn("the sweep goes on at the next start", away));
    }
  }

  private Future<String> life() {
    FeedEpoch epoch = new MongoFeedEpoch(documents, seal.feed());
    Optional<RestoreMark> mark =
        settings.mongoUri().isPresent() ? Optional.empty() : RestoreMark.in(settings.data());
    if (mark.isPresent()) {
      return epoch.renew().compose(name -> restored(mark.get()).map(name));
    }
    return start
        .parted(KeptHead.beside(settings.keys(), seal.feed()))
        .compose(
            parted ->
                parted
                    .map(how -> epoch.renew().compose(name -> putBack(how).map(name)))
                    .orElseGet(epoch::current));
  }

  /** Nobody ran a restore, and still it is not the log that was there. */
  private Future<Void> putBack(String how) {
    return RestoreReport.of(log, Optional.empty())
        .compose(
            report ->
                vertx.executeBlocking(
                    () -> {
                      LOG.error(
                          "{} If this was not meant, stop the server and keep both folders. {} See"
                              + " {}",
                          how,
                          report.summary(),
                          new ReportFolder(settings.reports())
                              .write(report.withCause(how).lines()));
                      return null;
                    }));
  }

  private Future<Void> restored(RestoreMark mark) {
    return vertx
        .executeBlocking(() -> mark.before().map(folder -> EmbeddedStore.open(folder)))
        .recover(
            unreadable -> {
              LOG.warn("the store from before the restore cannot be read", unreadable);
              return Future.succeededFuture(Optional.empty());
            })
        .compose(
            before -> {
              return RestoreReport.of(
                      log,
                      before.map(store -> new MongoCommitLog(store.documents(vertx), seal.feed())))
                  .eventually(
                      () -> {
                        before.ifPresent(EmbeddedStore::close);
                        return Future.succeededFuture();
                      });
            })
        .compose(
            report ->
                vertx.executeBlocking(
                    () -> {
                      LOG.warn("{} See {}", report.summary(), mark.done(report.lines()));
                      return null;
                    }));
  }
}
