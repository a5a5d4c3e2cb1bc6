package uk.seenheard.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.account.AccountDoor;
import uk.seenheard.api.account.AccountLedger;
import uk.seenheard.api.account.MongoMoveRegister;
import uk.seenheard.api.account.MongoRevocationRegister;
import uk.seenheard.api.account.MoveDoor;
import uk.seenheard.api.account.MoveLedger;
import uk.seenheard.api.audit.LedgerDisclosures;
import uk.seenheard.api.console.ConsoleDoor;
import uk.seenheard.api.embedded.EmbeddedStore;
import uk.seenheard.api.embedded.RestoreMark;
import uk.seenheard.api.erasure.ErasureDoor;
import uk.seenheard.api.erasure.ErasureLedger;
import uk.seenheard.api.erasure.MongoErasureRegister;
import uk.seenheard.api.forms.FormDoor;
import uk.seenheard.api.forms.FormShelf;
import uk.seenheard.api.handset.AskDoor;
import uk.seenheard.api.handset.AskService;
import uk.seenheard.api.handset.HandsetDoor;
import uk.seenheard.api.handset.Handsets;
import uk.seenheard.api.handset.MongoHandsetRegister;
import uk.seenheard.api.handset.OrderLedger;
import uk.seenheard.api.http.ContractDoor;
import uk.seenheard.api.http.Door;
import uk.seenheard.api.http.HealthDoor;
import uk.seenheard.api.http.JacksonJsonReader;
import uk.seenheard.api.http.Readiness;
import uk.seenheard.api.http.Server;
import uk.seenheard.api.http.ServerLimits;
import uk.seenheard.api.identity.Force;
import uk.seenheard.api.identity.IdentityDoors;
import uk.seenheard.api.identity.JdkDigests;
import uk.seenheard.api.identity.Keys;
import uk.seenheard.api.identity.LoginSource;
import uk.seenheard.api.identity.MongoDeviceRegister;
import uk.seenheard.api.identity.Moves;
import uk.seenheard.api.identity.Revocations;
import uk.seenheard.api.identity.Signatures;
import uk.seenheard.api.identity.Tokens;
import uk.seenheard.api.log.IncidentKey;
import uk.seenheard.api.log.Ledger;
import uk.seenheard.api.log.LogWriter;
import uk.seenheard.api.log.MongoCommitLog;
import uk.seenheard.api.log.MongoIncidentKeys;
import uk.seenheard.api.log.ProcessKey;
import uk.seenheard.api.log.RestoreReport;
import uk.seenheard.api.log.ServerAuthor;
import uk.seenheard.api.log.ServerWriter;
import uk.seenheard.api.mongo.Mongo;
import uk.seenheard.api.projection.IncidentFolds;
import uk.seenheard.api.projection.LedgerFollower;
import uk.seenheard.api.projection.MongoProjection;
import uk.seenheard.api.projection.Opener;
import uk.seenheard.api.projection.Projector;
import uk.seenheard.api.pull.FeedEpoch;
import uk.seenheard.api.pull.LiveDoor;
import uk.seenheard.api.pull.MongoFeedEpoch;
import uk.seenheard.api.pull.PullDoor;
import uk.seenheard.api.pull.PullService;
import uk.seenheard.api.push.PushDoor;
import uk.seenheard.api.push.PushService;
import uk.seenheard.api.records.RecordsDoor;
import uk.seenheard.api.records.RecordsService;
import uk.seenheard.api.review.IncidentDoor;
import uk.seenheard.api.review.IncidentPrompts;
import uk.seenheard.api.review.ReviewService;
import uk.seenheard.api.twins.TwinDoor;
import uk.seenheard.api.twins.TwinService;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/** Where the parts are put together: the only place that knows which part stands behind a port. */
final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private final Vertx vertx;
  private final Settings settings;
  private final LongSupplier now;
  private final JacksonJsonReader reader = new JacksonJsonReader();
  private final JdkDigests digests = new JdkDigests();
  private final Revocations revocations = new Revocations();
  private final Moves moves = new Moves();

  Wiring(Vertx vertx, Settings settings, LongSupplier now) {
    this.vertx = vertx;
    this.settings = settings;
    this.now = now;
  }

  /** A server that is listening, and what has to be closed with it. */
  record Running(Server server, Projector projector, Mongo mongo, Optional<EmbeddedStore> store) {

    /** Stops in the order in which nothing is left half done. */
    Future<Void> close(Vertx vertx) {
      projector.stop();
      return vertx
          .close()
          .eventually(
              () -> {
                mongo.close();
                store.ifPresent(EmbeddedStore::close);
                return Future.succeededFuture();
              });
    }
  }

  /** Opens the store, starts every part and listens. */
  Future<Running> start() {
    return vertx
        .executeBlocking(this::open)
        .compose(
            opened -> {
              Mongo mongo = Mongo.connect(opened.uri(), vertx);
              return start(opened.keys(), mongo, opened.store())
                  .onFailure(
                      failed -> {
                        mongo.close();
                        opened.store().ifPresent(EmbeddedStore::close);
                      });
            });
  }

  private record Opened(Keys keys, String uri, Optional<EmbeddedStore> store) {}

  private Opened open() throws IOException {
    Keys keys =
        settings.mongoUri().isPresent()
            ? Keys.load(settings.keys())
            : Keys.loadOrCreate(settings.keys());
    if (settings.mongoUri().isPresent()) {
      return new Opened(keys, settings.mongoUri().get(), Optional.empty());
    }
    EmbeddedStore store = EmbeddedStore.open(settings.data(), 0);
    return new Opened(keys, store.uri(), Optional.of(store));
  }

  private Tokens tokens(Keys keys) throws IOException {
    Force force =
        settings.force().isPresent()
            ? Force.load(settings.force().get(), reader)
            : Force.demo(reader);
    LoginSource source = new LoginSource.Demo();
    if (settings.provider().isPresent()) {
      Settings.IdentityProvider provider = settings.provider().get();
      source =
          LoginSource.Provider.of(
              provider.issuer(), provider.personClaim(), Files.readString(provider.keys()));
    }
    return new Tokens(force, keys, source, digests, revocations, moves);
  }

  private Future<Running> start(Keys keys, Mongo mongo, Optional<EmbeddedStore> store) {
    return vertx
        .executeBlocking(() -> tokens(keys))
        .compose(
            tokens -> {
              String feed = tokens.force().id();
              MongoCommitLog log = new MongoCommitLog(mongo, feed);
              MongoProjection projection = new MongoProjection(mongo, feed);
              return log.prepare()
                  .compose(done -> projection.prepare())
                  .compose(done -> feedEpoch(mongo, feed, log))
                  .compose(
                      epoch ->
                          new Assembly(keys, tokens, mongo, store, log, projection, epoch).start());
            });
  }

  /** The life of the log, which is another one after a restore. */
  private Future<String> feedEpoch(Mongo mongo, String feed, MongoCommitLog log) {
    FeedEpoch epoch = new MongoFeedEpoch(mongo, feed);
    Optional<RestoreMark> mark =
        settings.mongoUri().isPresent() ? Optional.empty() : RestoreMark.in(settings.data());
    return mark.map(
            restored ->
                epoch.renew().compose(name -> report(restored, feed, log).map(reported -> name)))
        .orElseGet(epoch::current);
  }

  private Future<Void> report(RestoreMark restored, String feed, MongoCommitLog log) {
    return vertx
        .executeBlocking(() -> restored.before().map(folder -> EmbeddedStore.open(folder, 0)))
        .recover(
            unreadable -> {
              LOG.warn("the store from before the restore cannot be read", unreadable);
              return Future.succeededFuture(Optional.empty());
            })
        .compose(
            before -> {
              Optional<Mongo> old = before.map(store -> Mongo.connect(store.uri(), vertx));
              return RestoreReport.of(log, old.map(mongo -> new MongoCommitLog(mongo, feed)))
                  .eventually(
                      () -> {
                        old.ifPresent(Mongo::close);
                        before.ifPresent(EmbeddedStore::close);
                        return Future.succeededFuture();
                      });
            })
        .compose(
            report ->
                vertx.executeBlocking(
                    () -> {
                      LOG.warn("{} See {}", report.summary(), restored.done(report.lines()));
                      return null;
                    }));
  }

  /** The parts of one server, once everything they need is open. */
  private final class Assembly {
    private final Keys keys;
    private final Tokens tokens;
    private final Mongo mongo;
    private final Optional<EmbeddedStore> store;
    private final MongoCommitLog log;
    private final MongoProjection projection;
    private final String feedEpoch;
    private final String force;
    private final String ledgerId;
    private final ChangeCodec codec = new ChangeCodec(reader, digests);

    Assembly(
        Keys keys,
        Tokens tokens,
        Mongo mongo,
        Optional<EmbeddedStore> store,
        MongoCommitLog log,
        MongoProjection projection,
        String feedEpoch) {
      this.keys = keys;
      this.tokens = tokens;
      this.mongo = mongo;
      this.store = store;
      this.log = log;
      this.projection = projection;
      this.feedEpoch = feedEpoch;
      this.force = tokens.force().id();
      this.ledgerId = Identity.ledger(force, digests);
    }

    Future<Running> start() {
      Context context = vertx.getOrCreateContext();
      MongoIncidentKeys incidentKeys =
          new MongoIncidentKeys(mongo, force, IncidentKey.of(keys.forceKey()));
      LogWriter writer = new LogWriter(vertx, context, log, force, digests, now);
      Opener opener = new Opener(vertx, incidentKeys, codec);
      IncidentFolds folds = new IncidentFolds(vertx, context, projection, opener, digests);
      FormShelf shelf = FormShelf.shipped(reader);
      IncidentPrompts prompts = new IncidentPrompts(shelf);
      AccountLedger accounts =
          new AccountLedger(new MongoRevocationRegister(mongo, force), revocations);
      MongoHandsetRegister register = new MongoHandsetRegister(mongo, force);
      Handsets handsets = new Handsets(register);
      OrderLedger orders = new OrderLedger(handsets, tokens.force());
      ErasureLedger erasures =
          new ErasureLedger(
              new MongoErasureRegister(mongo, force), incidentKeys, projection, folds);
      MoveLedger transfers = new MoveLedger(new MongoMoveRegister(mongo, force), moves);
      LedgerFollower follower = accounts.then(orders).then(erasures).then(transfers);
      Projector projector =
          new Projector(
              vertx, context, log, projection, opener, folds, prompts, follower, ledgerId);
      writer.onCommit(commit -> projector.wake());

      ProcessKey processKey = ProcessKey.fresh();
      String device = ServerAuthor.DEVICE_PREFIX + Identity.uuid7(now.getAsLong(), random());
      ServerAuthor author = new ServerAuthor(codec, device, now);
      ServerWriter serverWriter =
          new ServerWriter(vertx, writer, incidentKeys, digests, force, device, processKey, now);
      Ledger ledger =
          new Ledger(
              author, serverWriter, ledgerId, Hash.of("seenheard/ledger/1\n" + force, digests));

      PushService pushes =
          new PushService(
              vertx,
              log,
              writer,
              incidentKeys,
              projection,
              projector,
              tokens,
              revocations,
              codec,
              digests,
              ledgerId,
              feedEpoch,
              handsets,
              orders,
              now);
      PullService pulls =
          new PullService(
              force,
              feedEpoch,
              log,
              projection,
              projector,
              opener,
              digests,
              keys.cursorKey(),
              reader);
      ReviewService reviews =
          new ReviewService(
              log,
              projection,
              projector,
              folds,
              opener,
              prompts,
              author,
              serverWriter,
              ledger,
              now);
      RecordsService records = new RecordsService(feedEpoch, projection, projector, folds, ledger);

      List<Door> doors = new ArrayList<>();
      doors.add(new HealthDoor(readiness(projector)));
      doors.add(new ContractDoor());
      doors.addAll(
          IdentityDoors.of(
              vertx,
              tokens,
              new MongoDeviceRegister(mongo),
              now,
              settings.lease(),
              handsets::began));
      doors.add(new PushDoor(pushes));
      doors.add(new PullDoor(tokens, pulls, new LedgerDisclosures(ledger), now));
      doors.add(new LiveDoor(vertx, tokens, projector, now));
      doors.add(new FormDoor(tokens, shelf, now));
      doors.add(new IncidentDoor(tokens, reviews, tokens.force(), now));
      doors.add(new RecordsDoor(tokens, records, now));
      doors.add(new AccountDoor(tokens, tokens.force(), accounts, ledger, projector, now));
      doors.add(new MoveDoor(tokens, tokens.force(), transfers, ledger, projector, now));
      doors.add(
          new TwinDoor(
              tokens,
              new TwinService(log, projection, projector, folds, author, serverWriter),
              now));
      doors.add(new ErasureDoor(tokens, erasures, log, projection, ledger, projector, now));
      doors.add(
          new AskDoor(
              new AskService(vertx, tokens, digests, handsets, orders, ledger, projector, now)));
      doors.add(new HandsetDoor(vertx, tokens, handsets, orders, ledger, projector, now));
      doors.add(new ConsoleDoor(vertx, reader));
      handsets.start(vertx);
      return register
          .prepare()
          .compose(ready -> orders.start())
          .compose(known -> erasures.start())
          .compose(known -> transfers.start())
          .compose(known -> accounts.start())
          .compose(read -> projector.start())
          .compose(started -> begin(ledger, processKey, device))
          .compose(begun -> listen(doors))
          .map(server -> new Running(server, projector, mongo, store));
    }

    /** Writes down whose chain this process is, so that its signatures can be verified later. */
    private Future<Long> begin(Ledger ledger, ProcessKey processKey, String device) {
      String enrolment =
          tokens.issueEnrolment(
              device, Signatures.text(processKey.publicKey()), device, now.getAsLong());
      return ledger.note(
          device,
          Hash.of(enrolment, digests),
          "server-started",
          Json.object().put("enrolment", enrolment).build());
    }

    private Readiness readiness(Projector projector) {
      return () ->
          mongo
              .ping()
              .map(pong -> new Readiness.Check("store", true, ""))
              .otherwise(
                  away ->
                      new Readiness.Check(
                          "store", false, "the store does not answer; see that it is running"))
              .map(
                  check ->
                      List.of(
                          check,
                          new Readiness.Check(
                              "projections", projector.isFollowing(), projector.standing())));
    }

    private Future<Server> listen(List<Door> doors) {
      Server server =
          new Server(
              settings.host(),
              settings.port(),
              ServerLimits.usual(Map.of("/v1/sync/push", PushRequest.MAX_BYTES)),
              reader,
              doors);
      return vertx.deployVerticle(server).map(deployed -> server);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[10];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
