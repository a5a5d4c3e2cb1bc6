package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.seenheard.api.desk.chase.ChaseFeature;
import uk.seenheard.api.desk.chase.NoticeConcern;
import uk.seenheard.api.desk.console.ConsoleFeature;
import uk.seenheard.api.desk.disclose.DiscloseFeature;
import uk.seenheard.api.desk.find.FindFeature;
import uk.seenheard.api.desk.measures.MeasuresFeature;
import uk.seenheard.api.desk.misplaced.MisplacedFeature;
import uk.seenheard.api.desk.review.ReviewFeature;
import uk.seenheard.api.desk.twins.TwinsFeature;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.field.forms.FormsFeature;
import uk.seenheard.api.field.handset.HandsetFeature;
import uk.seenheard.api.field.officer.OfficerFeature;
import uk.seenheard.api.field.pull.PullFeature;
import uk.seenheard.api.field.push.PushFeature;
import uk.seenheard.api.ground.core.Collapse;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.GroundFeature;
import uk.seenheard.api.ground.core.LogFeature;
import uk.seenheard.api.ground.duty.Departures;
import uk.seenheard.api.ground.duty.DutyData;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.api.ground.files.ReportFolder;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.ServerLimits;
import uk.seenheard.api.ground.server.Exposure;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.partners.evidence.EvidenceFeature;
import uk.seenheard.api.partners.footage.FootageFeature;
import uk.seenheard.api.partners.records.RecordsFeature;
import uk.seenheard.api.partners.referral.ReferralFeature;
import uk.seenheard.api.partners.referral.ReferralPolicy;
import uk.seenheard.api.partners.webhooks.WebhookFeature;
import uk.seenheard.api.trust.account.AccountFeature;
import uk.seenheard.api.trust.audit.LedgerDisclosures;
import uk.seenheard.api.trust.erasure.ErasureFeature;
import uk.seenheard.api.trust.operations.Meters;
import uk.seenheard.api.trust.operations.OperationsFeature;
import uk.seenheard.api.trust.operations.OperatorAccess;
import uk.seenheard.api.trust.operations.TimedCommitLog;
import uk.seenheard.sync.feed.PushRequest;

/** Where the features are listed: whatever the server does for somebody is a line here. */
final class Wiring {
  private final Vertx vertx;
  private final Settings settings;
  private final LongSupplier now;
  private final Collapse collapse;
  private final Meters meters = new Meters();

  /**
   * A server that is not started yet.
   *
   * @param end ends the process when something in it broke for good; it takes the cause
   */
  Wiring(Vertx vertx, Settings settings, LongSupplier now, Consumer<String> end) {
    this.collapse = new Collapse(end);
    this.vertx = vertx;
    this.settings = settings;
    this.now = now;
  }

  /**
   * The features, in the order in which they prepare and begin; they end in the other. What one
   * needs of another is handed to it here and nowhere else.
   */
  private List<Feature> features(Core core) throws IOException {
    LedgerDisclosures disclosures = new LedgerDisclosures(core.writing().ledger());
    OperatorAccess operators = new OperatorAccess(settings.operationsToken(), settings.demo());
    Optional<ReferralPolicy> referrals =
        SettingFile.read(
            "SEENHEARD_REFERRALS",
            settings.referrals(),
            () -> ReferralPolicy.of(settings.referrals(), core.basis().reader()));
    DutyData times =
        SettingFile.read(
            "SEENHEARD_DUTIES",
            settings.duties(),
            () -> DutyData.of(settings.duties(), settings.demo(), core.basis().reader()));
    NoticeWay way = referrals.map(ReferralFeature::way).orElse(NoticeWay.NONE);
    HandsetFeature handsets = HandsetFeature.of(core, new ReportFolder(settings.reports()));
    PullFeature pulls = PullFeature.of(core, disclosures);
    FormsFeature forms =
        SettingFile.read(
            "SEENHEARD_FORMS", settings.forms(), () -> FormsFeature.of(core, settings.forms()));
    RecordsFeature records =
        SettingFile.read(
            "SEENHEARD_MAPPING",
            settings.mapping(),
            () -> RecordsFeature.of(core, settings.mapping(), forms.shelf(), way));
    FootageFeature footage = FootageFeature.of(core, settings.evidence());
    Departures departures =
        referrals
            .map(one -> ReferralFeature.departures(one, core.basis().digests()))
            .orElse(Departures.NONE);
    ReviewFeature reviews = ReviewFeature.of(core, forms.shelf(), times, way, departures);
    ReferralFeature notices = ReferralFeature.of(core, referrals, forms.shelf(), reviews::isWhole);
    ChaseFeature chases =
        SettingFile.read(
            "SEENHEARD_CHASE",
            settings.chase(),
            () ->
                ChaseFeature.of(
                    core,
                    reviews.duties(),
                    settings.chase(),
                    referrals.map(
                        one ->
                            new NoticeConcern(
                                one.unread(),
                                one.levels(),
                                times.bankHolidays(),
                                one.from(),
                                ReferralFeature.addressees(one, core.basis().digests())))));
    return List.of(
        GroundFeature.of(
            core,
            settings.lease(),
            handsets::began,
            settings.exposure().isSecret(),
            at -> way.isOpen(at) ? way.kinds() : Set.of()),
        handsets,
        LogFeature.of(core),
        PushFeature.of(core, handsets),
        pulls,
        forms,
        records,
        WebhookFeature.of(
            core,
            Stream.concat(records.feeds().stream(), Stream.of(notices.feed())).toList(),
            settings.partnerHosts(),
            settings.exposure().hosts()),
        footage,
        EvidenceFeature.of(core, footage::take, footage::attended),
        notices,
        ErasureFeature.of(core, footage),
        AccountFeature.of(core),
        reviews,
        FindFeature.of(core, reviews.duties(), reviews::ages),
        DiscloseFeature.of(core),
        TwinsFeature.of(core),
        MisplacedFeature.of(core),
        chases,
        MeasuresFeature.of(core, reviews.duties(), forms.shelf()),
        ConsoleFeature.of(core),
        OfficerFeature.of(core),
        OperationsFeature.of(core, meters, operators, pulls::listeners, settings.timeSource()));
  }

  /** A server that is listening, and what has to be closed with it. */
  record Running(Server server, List<Feature> features, Opening.Opened opened) {

    /** The store that this process serves itself, when it does. */
    Optional<EmbeddedStore> store() {
      return opened.embedded();
    }

    /**
     * Stops in the order in which nothing is left half done: what is in hand is answered while
     * everything behind it still works.
     */
    Future<Void> close(Vertx vertx) {
      for (int last = features.size() - 1; last >= 0; last--) {
        features.get(last).end();
      }
      // Not a future of any context: those end with Vert.x.
      Promise<Void> closed = Promise.promise();
      vertx
          .undeploy(server.deploymentID())
          .onComplete(
              finished -> {
                opened.core().reading().projector().stop();
                vertx
                    .close()
                    .onComplete(
                        ended -> {
                          opened.close();
                          closed.complete();
                        });
              });
      return closed.future();
    }
  }

  /** Opens the store, starts every part and listens. */
  Future<Running> start() {
    return new Opening(
            vertx, settings, now, meters, collapse, log -> new TimedCommitLog(log, meters))
        .open()
        .compose(opened -> start(opened).onFailure(failed -> opened.close()));
  }

  private Future<Running> start(Opening.Opened opened) {
    // Their files are read, so away from the event loop.
    return vertx
        .executeBlocking(() -> features(opened.core()))
        .compose(features -> start(opened, features));
  }

  private Future<Running> start(Opening.Opened opened, List<Feature> features) {
    return opened
        .core()
        .follow(features)
        .compose(following -> listen(opened.core(), features))
        .map(
            server -> {
              features.forEach(feature -> feature.begin(server));
              return new Running(server, features, opened);
            });
  }

  /** What is in the files of a certificate is looked at when the server listens. */
  private Throwable certificate(Throwable failed) {
    Optional<Exposure.Certificate> held = settings.exposure().certificate();
    return held.isEmpty() || failed instanceof BindException
        ? failed
        : new NotStarted(
            "SEENHEARD_TLS_CERTIFICATE and SEENHEARD_TLS_KEY name "
                + held.get().chain()
                + " and "
                + held.get().key()
                + ", which cannot be used: "
                + failed.getMessage()
                + ". Mend the files and start again");
  }

  private Future<Server> listen(Core core, List<Feature> features) {
    List<Door> doors =
        features.stream().flatMap(feature -> feature.doors().stream()).collect(Collectors.toList());
    Server server =
        new Server(
            settings.host(),
            settings.port(),
            ServerLimits.usual(Map.of("/v1/sync/push", PushRequest.MAX_BYTES)),
            core.basis().reader(),
            doors,
            meters,
            settings.exposure());
    return vertx
        .deployVerticle(server)
        .map(deployed -> server)
        .recover(failed -> Future.failedFuture(certificate(failed)));
  }
}
