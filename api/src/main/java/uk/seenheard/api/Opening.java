package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.pages.RestoreMark;
import uk.seenheard.api.engine.mongo.MongoStore;
import uk.seenheard.api.field.pull.FeedEpoch;
import uk.seenheard.api.field.pull.MongoFeedEpoch;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.api.ground.identity.Absences;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.identity.Moves;
import uk.seenheard.api.ground.identity.Revocations;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.log.RestoreReport;

/** Opens what a server stands on: secrets, the store, the roster, the log's present life. */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  private final Vertx vertx;
  private final Settings settings;
  private final LongSupplier now;
  private final Traffic traffic;
  private final UnaryOperator<CommitLog> inserted;

  /**
   * By the settings.
   *
   * @param traffic who counts requests
   * @param inserted the log into which commits are inserted, in front of the one that is opened
   */
  Opening(
      Vertx vertx,
      Settings settings,
      LongSupplier now,
      Traffic traffic,
      UnaryOperator<CommitLog> inserted) {
    this.vertx = vertx;
    this.settings = settings;
    this.now = now;
    this.traffic = traffic;
    this.inserted = inserted;
  }

  /** A store that answers, and the secrets for what is in it. */
  private record Store(Keys keys, DocumentStore documents, Optional<EmbeddedStore> embedded) {}

  /** What was opened; closed when nothing uses it any more. */
  record Opened(Core core, Optional<EmbeddedStore> embedded) {
    void close() {
      core.basis().documents().close();
      embedded.ifPresent(EmbeddedStore::close);
    }
  }

  /** Opens everything, or nothing. */
  Future<Opened> open() {
    return vertx.executeBlocking(this::store).compose(this::connect);
  }

  private Store store() throws IOException {
    if (settings.mongoUri().isPresent()) {
      return new Store(
          Keys.load(settings.keys()),
          MongoStore.connect(settings.mongoUri().get(), vertx),
          Optional.empty());
    }
    Keys keys = Keys.loadOrCreate(settings.keys());
    EmbeddedStore store = EmbeddedStore.open(settings.data());
    return new Store(keys, store.documents(vertx), Optional.of(store));
  }

  private Future<Opened> connect(Store store) {
    DocumentStore documents = store.documents();
    return core(store.keys(), Basis.of(vertx, documents, now, traffic))
        .map(core -> new Opened(core, store.embedded()))
        .onFailure(
            failed -> {
              documents.close();
              store.embedded().ifPresent(EmbeddedStore::close);
            });
  }

  private Future<Core> core(Keys keys, Basis basis) {
    return vertx
        .executeBlocking(() -> people(keys, basis))
        .compose(read -> core(keys, basis, read));
  }

  private Future<Core> core(Keys keys, Basis basis, People people) {
    String feed = people.force().id();
    MongoCommitLog log = new MongoCommitLog(basis.documents(), feed);
    Future<Integer> generation =
        log.prepare().compose(done -> Reading.prepare(basis.documents(), feed));
    Future<String> epoch = generation.compose(known -> epoch(basis.documents(), feed, log));
    return epoch.map(
        life ->
            Core.of(
                basis,
                people,
                keys,
                new Writing.Opened(log, inserted.apply(log), life),
                generation.result()));
  }

  private People people(Keys keys, Basis basis) throws IOException {
    Force force =
        settings.force().isPresent()
            ? Force.load(settings.force().get(), basis.reader())
            : Force.demo(basis.reader());
    LoginSource source = new LoginSource.Demo();
    if (settings.provider().isPresent()) {
      Settings.IdentityProvider provider = settings.provider().get();
      source =
          LoginSource.Provider.of(
              provider.issuer(), provider.personClaim(), Files.readString(provider.keys()));
    }
    Revocations revocations = new Revocations();
    Absences absences = new Absences();
    Moves moves = new Moves();
    return new People(
        new Tokens(force, keys, source, basis.digests(), revocations, absences, moves),
        revocations,
        absences,
        moves);
  }

  /** The life of the log, which is another one after a restore. */
  private Future<String> epoch(DocumentStore documents, String feed, MongoCommitLog log) {
    FeedEpoch epoch = new MongoFeedEpoch(documents, feed);
    Optional<RestoreMark> mark =
        settings.mongoUri().isPresent() ? Optional.empty() : RestoreMark.in(settings.data());
    return mark.map(
            restored ->
                epoch.renew().compose(name -> report(restored, feed, log).map(reported -> name)))
        .orElseGet(epoch::current);
  }

  private Future<Void> report(RestoreMark restored, String feed, MongoCommitLog log) {
    return vertx
        .executeBlocking(() -> restored.before().map(folder -> EmbeddedStore.open(folder)))
        .recover(
            unreadable -> {
              LOG.warn("the store from before the restore cannot be read", unreadable);
              return Future.succeededFuture(Optional.empty());
            })
        .compose(before -> compare(log, before, feed))
        .compose(
            report ->
                vertx.executeBlocking(
                    () -> {
                      LOG.warn("{} See {}", report.summary(), restored.done(report.lines()));
                      return null;
                    }));
  }

  private Future<RestoreReport> compare(
      MongoCommitLog log, Optional<EmbeddedStore> before, String feed) {
    return RestoreReport.of(
            log, before.map(store -> new MongoCommitLog(store.documents(vertx), feed)))
        .eventually(
            () -> {
              before.ifPresent(EmbeddedStore::close);
              return Future.succeededFuture();
            });
  }
}
