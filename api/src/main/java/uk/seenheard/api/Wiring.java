package uk.seenheard.api;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.desk.chase.ChaseFeature;
import uk.seenheard.api.desk.chase.ChasePolicy;
import uk.seenheard.api.desk.chase.Chaser;
import uk.seenheard.api.desk.console.ConsoleDoor;
import uk.seenheard.api.desk.measures.IncidentFacts;
import uk.seenheard.api.desk.measures.MeasuresDoor;
import uk.seenheard.api.desk.measures.MeasuresService;
import uk.seenheard.api.desk.review.Deciding;
import uk.seenheard.api.desk.review.IncidentDoor;
import uk.seenheard.api.desk.review.IncidentPrompts;
import uk.seenheard.api.desk.review.IncidentQuestions;
import uk.seenheard.api.desk.review.IncidentReading;
import uk.seenheard.api.desk.review.Quarantine;
import uk.seenheard.api.desk.review.SinceSeen;
import uk.seenheard.api.desk.twins.TwinDoor;
import uk.seenheard.api.desk.twins.TwinService;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.pages.RestoreMark;
import uk.seenheard.api.engine.mongo.Mongo;
import uk.seenheard.api.field.forms.FormDoor;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.field.handset.AskDoor;
import uk.seenheard.api.field.handset.AskService;
import uk.seenheard.api.field.handset.HandsetDoor;
import uk.seenheard.api.field.handset.Handsets;
import uk.seenheard.api.field.handset.MongoHandsetRegister;
import uk.seenheard.api.field.handset.OrderLedger;
import uk.seenheard.api.field.pull.FeedEpoch;
import uk.seenheard.api.field.pull.LiveDoor;
import uk.seenheard.api.field.pull.MongoFeedEpoch;
import uk.seenheard.api.field.pull.PullDoor;
import uk.seenheard.api.field.pull.PullService;
import uk.seenheard.api.field.pull.RepairDoor;
import uk.seenheard.api.field.pull.RepairService;
import uk.seenheard.api.field.push.PushDoor;
import uk.seenheard.api.field.push.PushService;
import uk.seenheard.api.ground.chronology.ChildKeys;
import uk.seenheard.api.ground.chronology.Chronicle;
import uk.seenheard.api.ground.duty.ContextSource;
import uk.seenheard.api.ground.duty.DutyData;
import uk.seenheard.api.ground.http.ContractDoor;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.HealthDoor;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Readiness;
import uk.seenheard.api.ground.http.Server;
import uk.seenheard.api.ground.http.ServerLimits;
import uk.seenheard.api.ground.identity.Absences;
import uk.seenheard.api.ground.identity.Force;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.IdentityDoors;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.identity.MongoDeviceRegister;
import uk.seenheard.api.ground.identity.Moves;
import uk.seenheard.api.ground.identity.Revocations;
import uk.seenheard.api.ground.identity.Signatures;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.log.IncidentKey;
import uk.seenheard.api.ground.log.Ledger;
import uk.seenheard.api.ground.log.LogWriter;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.log.MongoIncidentKeys;
import uk.seenheard.api.ground.log.ProcessKey;
import uk.seenheard.api.ground.log.RestoreReport;
import uk.seenheard.api.ground.log.ServerAuthor;
import uk.seenheard.api.ground.log.ServerWriter;
import uk.seenheard.api.ground.projection.CardDeadlines;
import uk.seenheard.api.ground.projection.DutySource;
import uk.seenheard.api.ground.projection.EarlierEvents;
import uk.seenheard.api.ground.projection.Generations;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.LedgerFollower;
import uk.seenheard.api.ground.projection.MongoDeskProjection;
import uk.seenheard.api.ground.projection.MongoGenerations;
import uk.seenheard.api.ground.projection.MongoProjection;
import uk.seenheard.api.ground.projection.Opener;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Projector;
import uk.seenheard.api.ground.projection.Rebuilding;
import uk.seenheard.api.ground.projection.ServingProjection;
import uk.seenheard.api.partners.records.RecordsDoor;
import uk.seenheard.api.partners.records.RecordsService;
import uk.seenheard.api.trust.account.AbsenceDoor;
import uk.seenheard.api.trust.account.AbsenceLedger;
import uk.seenheard.api.trust.account.AccountDoor;
import uk.seenheard.api.trust.account.AccountLedger;
import uk.seenheard.api.trust.account.MongoAbsenceRegister;
import uk.seenheard.api.trust.account.MongoMoveRegister;
import uk.seenheard.api.trust.account.MongoRevocationRegister;
import uk.seenheard.api.trust.account.MoveDoor;
import uk.seenheard.api.trust.account.MoveLedger;
import uk.seenheard.api.trust.audit.LedgerDisclosures;
import uk.seenheard.api.trust.erasure.ErasureDoor;
import uk.seenheard.api.trust.erasure.ErasureLedger;
import uk.seenheard.api.trust.erasure.MongoErasureRegister;
import uk.seenheard.api.trust.operations.Meters;
import uk.seenheard.api.trust.operations.MetricsDoor;
import uk.seenheard.api.trust.operations.MongoBacklogCounts;
import uk.seenheard.api.trust.operations.Operations;
import uk.seenheard.api.trust.operations.OperatorAccess;
import uk.seenheard.api.trust.operations.RebuildDoor;
import uk.seenheard.api.trust.operations.TimedCommitLog;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.PushRequest;

/** Where the parts are put together: the only place that knows which part stands behind a port. */
final class Wiring {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final long READY_MILLIS = 2_000;

  private final Vertx vertx;
  private final Settings settings;
  private final LongSupplier now;
  private final JacksonJsonReader reader = new JacksonJsonReader();
  private final JdkDigests digests = new JdkDigests();
  private final Revocations revocations = new Revocations();
  private final Moves moves = new Moves();
  private final Absences absences = new Absences();
  private final Meters meters = new Meters();

  Wiring(Vertx vertx, Settings settings, LongSupplier now) {
    this.vertx = vertx;
    this.settings = settings;
    this.now = now;
  }

  /** A server that is listening, and what has to be closed with it. */
  record Running(
      Server server,
      Projector projector,
      Chaser chaser,
      Rebuilding rebuilding,
      Mongo mongo,
      Optional<EmbeddedStore> store) {

    /**
     * Stops in the order in which nothing is left half done: what is in hand is answered while
     * everything behind it still works.
     */
    Future<Void> close(Vertx vertx) {
      chaser.stop();
      rebuilding.stop();
      // Not a future of any context: those end with Vert.x.
      Promise<Void> closed = Promise.promise();
      vertx
          .undeploy(server.deploymentID())
          .onComplete(
              finished -> {
                projector.stop();
                vertx
                    .close()
                    .onComplete(
                        ended -> {
                          mongo.close();
                          store.ifPresent(EmbeddedStore::close);
                          closed.complete();
                        });
              });
      return closed.future();
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

  /** What the force's files say. */
  private record Read(Tokens tokens, ChasePolicy policy, DutyData duties, FormShelf shelf) {}

  private ChasePolicy policy() throws IOException {
    return settings.chase().isPresent()
        ? ChasePolicy.load(settings.chase().get(), reader)
        : ChasePolicy.shipped(reader);
  }

  private DutyData duties() throws IOException {
    if (settings.duties().isPresent()) {
      return DutyData.load(settings.duties().get(), reader);
    }
    return settings.demo() ? DutyData.demo(reader) : DutyData.usual(reader);
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
    return new Tokens(force, keys, source, digests, revocations, absences, moves);
  }

  private Future<Running> start(Keys keys, Mongo mongo, Optional<EmbeddedStore> store) {
    return vertx
        .executeBlocking(
            () ->
                new Read(
                    tokens(keys), policy(), duties(), FormShelf.with(settings.forms(), reader)))
        .compose(
            read -> {
              Tokens tokens = read.tokens();
              String feed = tokens.force().id();
              MongoCommitLog log = new MongoCommitLog(mongo, feed);
              MongoProjection projection = new MongoProjection(mongo, feed);
              MongoGenerations generations =
                  new MongoGenerations(
                      mongo, feed, n -> new MongoProjection(mongo, MongoGenerations.feed(feed, n)));
              return log.prepare()
                  .compose(done -> projection.prepare())
                  .compose(done -> new MongoDeskProjection(mongo, () -> feed).prepare())
                  .compose(done -> generations.serving())
                  .compose(
                      n ->
                          feedEpoch(mongo, feed, log)
                              .compose(
                                  epoch ->
                                      new Assembly(
                                              keys, read, mongo, store, log, generations, n, epoch)
                                          .start()));
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
    private final ChasePolicy policy;
    private final DutyData duties;
    private final FormShelf shelf;
    private final Mongo mongo;
    private final Optional<EmbeddedStore> store;
    private final MongoCommitLog log;
    private final Generations generations;
    private final ServingProjection serving;
    private final Projection projection;
    private final String feedEpoch;
    private final String force;
    private final String ledgerId;
    private final ChangeCodec codec = new ChangeCodec(reader, digests);

    Assembly(
        Keys keys,
        Read read,
        Mongo mongo,
        Optional<EmbeddedStore> store,
        MongoCommitLog log,
        Generations generations,
        int generation,
        String feedEpoch) {
      this.keys = keys;
      this.tokens = read.tokens();
      this.policy = read.policy();
      this.duties = read.duties();
      this.shelf = read.shelf();
      this.mongo = mongo;
      this.store = store;
      this.log = log;
      this.generations = generations;
      this.serving = new ServingProjection(generation, generations.of(generation));
      this.projection = serving.front();
      this.feedEpoch = feedEpoch;
      this.force = tokens.force().id();
      this.ledgerId = Identity.ledger(force, digests);
    }

    Future<Running> start() {
      Context context = vertx.getOrCreateContext();
      MongoIncidentKeys incidentKeys =
          new MongoIncidentKeys(mongo, force, IncidentKey.of(keys.forceKey()));
      LogWriter writer =
          new LogWriter(vertx, context, new TimedCommitLog(log, meters), force, digests, now);
      Opener opener = new Opener(vertx, incidentKeys, codec);
      IncidentFolds folds = new IncidentFolds(vertx, context, projection, opener, digests);
      Chronicle chronicle = new Chronicle(ChildKeys.of(keys.forceKey()));
      EarlierEvents earlier = new EarlierEvents(projection, chronicle);
      IncidentPrompts prompts = new IncidentPrompts(shelf, new ContextSource(duties));
      AccountLedger accounts =
          new AccountLedger(new MongoRevocationRegister(mongo, force), revocations);
      MongoHandsetRegister register = new MongoHandsetRegister(mongo, force);
      Handsets handsets = new Handsets(register);
      OrderLedger orders = new OrderLedger(handsets, tokens.force());
      ErasureLedger erasures =
          new ErasureLedger(
              new MongoErasureRegister(mongo, force), incidentKeys, projection, folds);
      MoveLedger transfers = new MoveLedger(new MongoMoveRegister(mongo, force), moves);
      AbsenceLedger away = new AbsenceLedger(new MongoAbsenceRegister(mongo, force), absences);
      LedgerFollower follower = accounts.then(away).then(orders).then(erasures).then(transfers);
      MongoDeskProjection cards =
          new MongoDeskProjection(mongo, () -> MongoGenerations.feed(force, serving.generation()));
      DutySource dutySource = DutySource.once(prompts::duties);
      ChaseFeature desk = new ChaseFeature(policy, dutySource, digests, cards);
      CardDeadlines watching = desk.watching().then(new IncidentFacts(dutySource));
      Projector projector =
          new Projector(
              vertx,
              context,
              log,
              projection,
              opener,
              folds,
              earlier,
              prompts,
              watching,
              follower,
              ledgerId);
      writer.onCommit(projector::committed);
      Rebuilding rebuilding =
          new Rebuilding(
              vertx,
              generations,
              serving,
              projector,
              (home, target) -> {
                IncidentFolds anew = new IncidentFolds(vertx, home, target, opener, digests);
                return new Projector(
                    vertx,
                    home,
                    log,
                    target,
                    opener,
                    anew,
                    new EarlierEvents(target, chronicle),
                    prompts,
                    watching,
                    ErasureLedger.whileRebuilding(target, anew),
                    ledgerId);
              });

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
              opener,
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
      Incidents incidents = new Incidents(log, projection, projector, folds, author, serverWriter);
      IncidentQuestions questions = new IncidentQuestions(earlier, prompts, now);
      Quarantine quarantine = new Quarantine(incidents, projection, opener, ledger);
      IncidentReading reading =
          new IncidentReading(incidents, projection, cards, opener, questions, ledger);
      Deciding deciding =
          new Deciding(
              incidents,
              questions,
              quarantine,
              new SinceSeen(projection, folds, opener, digests),
              folds,
              tokens.force());
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
      LedgerDisclosures disclosures = new LedgerDisclosures(ledger);
      doors.add(new PullDoor(tokens, pulls, disclosures, now));
      doors.add(
          new RepairDoor(
              tokens,
              new RepairService(feedEpoch, projection, projector, opener),
              disclosures,
              now));
      LiveDoor live = new LiveDoor(vertx, tokens, projector, now);
      revocations.onWithdrawn(live::end);
      doors.add(live);
      doors.add(new FormDoor(tokens, shelf, now));
      doors.add(new IncidentDoor(tokens, reading, deciding, quarantine, tokens.force(), now));
      doors.add(new RecordsDoor(tokens, records, now));
      doors.add(new AccountDoor(tokens, tokens.force(), accounts, ledger, projector, now));
      doors.add(new MoveDoor(tokens, tokens.force(), transfers, ledger, projector, now));
      doors.add(new TwinDoor(tokens, new TwinService(incidents, projection, folds), now));
      doors.add(new ErasureDoor(tokens, erasures, incidents, ledger, projector, now));
      doors.add(
          new AskDoor(
              new AskService(vertx, tokens, digests, handsets, orders, ledger, projector, now)));
      doors.add(new HandsetDoor(vertx, tokens, handsets, orders, ledger, projector, now));
      doors.add(new AbsenceDoor(tokens, tokens.force(), away, absences, ledger, projector, now));
      doors.add(new MeasuresDoor(tokens, new MeasuresService(cards, now), now));
      doors.addAll(desk.doors(tokens, tokens.force(), projection, incidents, now));
      doors.add(new ConsoleDoor(vertx, reader));
      String enrolment = enrolment(processKey, device);
      Chaser chaser =
          desk.chaser(
              incidents,
              tokens.force(),
              revocations,
              absences,
              new Incidents.By(device, Hash.of(enrolment, digests), Set.of(Grant.WHOLE_FORCE)),
              now);
      MongoBacklogCounts standing =
          new MongoBacklogCounts(
              mongo, log, force, () -> MongoGenerations.feed(force, serving.generation()));
      OperatorAccess operators = new OperatorAccess(settings.operationsToken(), settings.demo());
      Operations operations = new Operations(meters);
      doors.add(new MetricsDoor(vertx, operators, meters, standing));
      doors.add(new RebuildDoor(operators, rebuilding));
      handsets.start(vertx);
      return register
          .prepare()
          .compose(ready -> standing.prepare())
          .compose(ready -> orders.start())
          .compose(known -> erasures.start())
          .compose(known -> transfers.start())
          .compose(known -> accounts.start())
          .compose(read -> away.start())
          .compose(read -> projector.start())
          .compose(started -> begin(ledger, enrolment, device))
          .compose(
              begun -> {
                operations.follow(writer, projector, live::size);
                rebuilding.start();
                return listen(doors);
              })
          .map(
              server -> {
                operations.follow(server);
                chaser.start(vertx);
                return new Running(server, projector, chaser, rebuilding, mongo, store);
              });
    }

    private String enrolment(ProcessKey processKey, String device) {
      return tokens.issueEnrolment(
          device, Signatures.text(processKey.publicKey()), device, now.getAsLong());
    }

    /** Writes down whose chain this process is, so that its signatures can be verified later. */
    private Future<Long> begin(Ledger ledger, String enrolment, String device) {
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
              .timeout(READY_MILLIS, TimeUnit.MILLISECONDS)
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
              doors,
              meters);
      return vertx.deployVerticle(server).map(deployed -> server);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[10];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
