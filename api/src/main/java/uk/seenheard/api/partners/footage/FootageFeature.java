package uk.seenheard.api.partners.footage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.partners.exchange.Verdict;
import uk.seenheard.api.partners.footage.seal.CatalogueKeys;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.footage.Attended;
import uk.seenheard.sync.footage.Window;

/** Puts body-worn video together. */
public final class FootageFeature implements Feature {
  private final Catalogue catalogue;
  private final AttendanceModel model;
  private final List<Door> doors;
  private final FootageWatch watch;
  private final Vertx vertx;
  private final CatalogueService intake;
  private final Gathering gathering;

  private FootageFeature(
      Catalogue catalogue,
      AttendanceModel model,
      List<Door> doors,
      FootageWatch watch,
      Vertx vertx,
      CatalogueService intake,
      Gathering gathering) {
    this.intake = intake;
    this.gathering = gathering;
    this.catalogue = catalogue;
    this.model = model;
    this.doors = doors;
    this.watch = watch;
    this.vertx = vertx;
  }

  /**
   * On the ground.
   *
   * @param addresses by evidence system, where a recording of it can be watched
   */
  public static FootageFeature of(Core core, Map<String, String> addresses) {
    Basis basis = core.basis();
    DocumentStore documents = basis.documents();
    Force force = core.people().force();
    Catalogue catalogue = catalogue(basis, core.writing(), force);
    // Looked up for each item of each batch: a roster may have a hundred thousand people.
    Set<String> people =
        force.people().stream()
            .filter(one -> one.role().isPerson())
            .map(Person::id)
            .collect(Collectors.toUnmodifiableSet());
    Predicate<String> officers = people::contains;
    LongSupplier now = basis.now();
    Attendances attendances =
        new MongoAttendances(documents, force.id(), core.reading().serving()::feed);
    Gathering gathering =
        new Gathering(
            attendances,
            catalogue,
            core.reading().cards(),
            id -> force.person(id).map(Person::camera).orElse(true));
    CatalogueService intake =
        new CatalogueService(
            catalogue, new ItemReader(officers), basis.work(), basis.digests(), now);
    FootageService footage =
        new FootageService(core.incidents(), gathering, core.looks(), officers, now);
    return new FootageFeature(
        catalogue,
        new AttendanceModel(feed -> new MongoAttendances(documents, force.id(), feed)),
        List.of(
            new CatalogueDoor(core.people().tokens(), intake, now),
            new IncidentFootageDoor(
                core.people().tokens(),
                footage,
                new Register(core.incidents(), gathering, footage, core.looks(), addresses),
                new Places(core.incidents(), gathering, now),
                new FootageText(force, addresses.keySet()),
                now)),
        new FootageWatch(
            core.incidents(),
            gathering,
            catalogue,
            attendances,
            self(core),
            basis.clock()::trusted),
        basis.vertx(),
        intake,
        gathering);
  }

  /** Takes recordings that another room has read out of a maker's file, as they come in. */
  public Future<List<Verdict>> take(List<Json> clips) {
    return intake.take(Item.Kind.CLIP, clips);
  }

  /** Erases what the catalogue has of recordings and cameras that start in a year. */
  public Future<Void> eraseYear(int year) {
    return catalogue.eraseYear(year);
  }

  /** Whether the catalogue has, or had before it was erased, a recording of that name. */
  public Future<Boolean> knows(String source, String clip) {
    return catalogue.knows(Item.key(Item.Kind.CLIP, source, clip));
  }

  /** Erases what the catalogue has of a recording, by its system's name for it. */
  public Future<Void> erase(String source, String clip) {
    return catalogue.erase(Item.key(Item.Kind.CLIP, source, clip));
  }

  /** Who of these people attended what within a time, as far as anybody's words say so. */
  public Future<List<Attended>> attended(Collection<String> people, Window within) {
    return gathering.attended(people, within);
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
