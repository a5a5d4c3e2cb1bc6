package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.sync.change.Hash;

/** Puts body-worn video together. */
public final class FootageFeature implements Feature {
  private final Catalogue catalogue;
  private final AttendanceModel model;
  private final List<Door> doors;
  private final FootageWatch watch;
  private final Vertx vertx;

  private FootageFeature(
      Catalogue catalogue,
      AttendanceModel model,
      List<Door> doors,
      FootageWatch watch,
      Vertx vertx) {
    this.catalogue = catalogue;
    this.model = model;
    this.doors = doors;
    this.watch = watch;
    this.vertx = vertx;
  }

  /** On the ground. */
  public static FootageFeature of(Core core) {
    Basis basis = core.basis();
    DocumentStore documents = basis.documents();
    Force force = core.people().force();
    Catalogue catalogue = catalogue(basis, core.writing(), force);
    Predicate<String> officers =
        id -> force.person(id).filter(one -> one.role().isPerson()).isPresent();
    LongSupplier now = basis.now();
    Attendances attendances =
        new MongoAttendances(documents, force.id(), core.reading().serving()::feed);
    Gathering gathering = new Gathering(attendances, catalogue, core.reading().cards());
    return new FootageFeature(
        catalogue,
        new AttendanceModel(feed -> new MongoAttendances(documents, force.id(), feed)),
        List.of(
            new CatalogueDoor(
                core.people().tokens(),
                new CatalogueService(catalogue, new ItemReader(officers), basis.work(), now),
                now),
            new IncidentFootageDoor(
                core.people().tokens(),
                new FootageService(core.incidents(), gathering, core.looks(), officers, now),
                new FootageText(force),
                now)),
        new FootageWatch(
            core.incidents(),
            gathering,
            catalogue,
            attendances,
            self(core),
            basis.clock()::trusted),
        basis.vertx());
  }

  private static Incidents.By self(Core core) {
    return new Incidents.By(
        core.writing().serverWriter().device(),
        Hash.of(core.writing().enrolment(), core.basis().digests()),
        Set.of(Grant.WHOLE_FORCE));
  }

  private static Catalogue catalogue(Basis basis, Writing writing, Force force) {
    CatalogueKeys keys = new CatalogueKeys(writing.incidentKeys(), writing.keys().forceKey());
    return new MongoCatalogue(
        basis.documents(), keys, new CatalogueDocument(force.id(), keys, basis.reader()));
  }

  @Override
  public List<ReadModel> readModels() {
    return List.of(model);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public Future<Void> prepare() {
    return catalogue.prepare();
  }

  @Override
  public void begin(Server server) {
    watch.start(vertx);
  }

  @Override
  public void end() {
    watch.stop();
  }
}
