package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.roster.Force;

/** Puts body-worn video together. */
public final class FootageFeature implements Feature {
  private final Catalogue catalogue;
  private final AttendanceModel model;
  private final List<Door> doors;

  private FootageFeature(Catalogue catalogue, AttendanceModel model, List<Door> doors) {
    this.catalogue = catalogue;
    this.model = model;
    this.doors = doors;
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
    Gathering gathering =
        new Gathering(
            new MongoAttendances(documents, core.reading().serving()::feed),
            catalogue,
            core.reading().cards());
    return new FootageFeature(
        catalogue,
        new AttendanceModel(feed -> new MongoAttendances(documents, feed)),
        List.of(
            new CatalogueDoor(
                core.people().tokens(),
                new CatalogueService(catalogue, new ItemReader(officers), basis.work(), now),
                now),
            new IncidentFootageDoor(
                core.people().tokens(),
                new FootageService(core.incidents(), gathering, core.looks(), officers, now),
                new FootageText(force),
                now)));
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
}
