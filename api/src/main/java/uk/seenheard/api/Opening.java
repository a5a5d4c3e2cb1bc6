package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.engine.embedded.wire.DoorKey;
import uk.seenheard.api.engine.mongo.MongoStore;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Collapse;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.core.Writing;
import uk.seenheard.api.ground.follow.MongoGenerations;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.identity.LoginSource;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.KeptHead;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.log.LogStart;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.provider.RefusedLogins;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.ClaimMapping;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Team;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.MongoIncidentKeys;

/** Opens what a server stands on: secrets, the store, the roster, the log's present life. */
final class Opening {
  private final Vertx vertx;
  private final Settings settings;
  private final LongSupplier now;
  private final Traffic traffic;
  private final Collapse collapse;
  private final UnaryOperator<CommitLog> inserted;

  /**
   * By the settings.
   *
   * @param traffic who counts requests
   * @param collapse what ends the process when something in it broke for good
   * @param inserted the log into which commits are inserted, in front of the one that is opened
   */
  Opening(
      Vertx vertx,
      Settings settings,
      LongSupplier now,
      Traffic traffic,
      Collapse collapse,
      UnaryOperator<CommitLog> inserted) {
    this.vertx = vertx;
    this.settings = settings;
    this.now = now;
    this.traffic = traffic;
    this.collapse = collapse;
    this.inserted = inserted;
  }

  /** A store that answers, and the secrets for what is in it. */
  private record Store(Keys keys, DocumentStore documents, Optional<EmbeddedStore> embedded) {}

  /** What was opened; closed when nothing uses it any more. */
  record Opened(Core core, Optional<EmbeddedStore> embedded) {
    void close() {
      core.writing().keepHead();
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
          SettingFile.read(
              "SEENHEARD_KEYS", Optional.of(settings.keys()), () -> Keys.load(settings.keys())),
          MongoStore.connect(
              settings.mongoUri().get(),
              Optional.empty(),
              settings.storeKey().map(DoorKey::read),
              vertx),
          Optional.empty());
    }
    SettingFile.folder("SEENHEARD_DATA", settings.data());
    if (EmbeddedStore.isIn(settings.data()) && !Files.exists(settings.keys())) {
      // New keys would open nothing of what is there, and end misleadingly somewhere else.
      throw new StoreRefused(
          "There is a store in "
              + settings.data()
              + ", but its key file "
              + settings.keys()
              + " is gone, and no other can be made in its place. Put the file back from your copy"
              + " of it, or say with SEENHEARD_KEYS where it lies; to begin with nothing, name"
              + " another SEENHEARD_DATA");
    }
    Keys keys =
        new SettingFile("SEENHEARD_KEYS", settings.keys())
            .use(() -> Keys.loadOrCreate(settings.keys()));
    EmbeddedStore store = EmbeddedStore.open(settings.data());
    return new Store(keys, store.documents(vertx), Optional.of(store));
  }

  private Future<Opened> connect(Store store) {
    DocumentStore documents = store.documents();
    return core(store.keys(), Basis.of(vertx, documents, now, traffic, collapse))
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
        log.prepare().compose(done -> new MongoGenerations(basis.documents(), feed).serving());
    LogSeal seal = new LogSeal(feed, keys.logKey(), basis.digests());
    KeptHead head = KeptHead.beside(settings.keys(), feed);
    LogStart start =
        new LogStart(
            vertx,
            log,
            seal,
            new MongoIncidentKeys(basis.documents(), feed, IncidentKey.of(keys.forceKey())));
    LogOpening opening = new LogOpening(vertx, settings, basis.documents(), log, seal, start);
    Future<String> epoch = generation.compose(known -> opening.open());
    return epoch.map(
        life ->
            Core.of(
                basis,
                people,
                keys,
                new Writing.Opened(log, inserted.apply(log), life, seal, head),
                generation.result()));
  }

  private People people(Keys keys, Basis basis) throws IOException {
    Force force =
        SettingFile.read(
            "SEENHEARD_FORCE",
            settings.force(),
            () ->
                settings.force().isPresent()
                    ? Force.load(settings.force().get(), basis.reader())
                    : Force.demo(basis.reader()));
    RefusedLogins refused = new RefusedLogins(basis.now());
    Optional<Provider> provider = Optional.empty();
    LoginSource source = new LoginSource.Demo();
    if (settings.login().isPresent()) {
      LoginSettings login = settings.login().get();
      ClaimMapping mapping = mapping(login, force, basis.reader());
      if (login.keys().isPresent()) {
        source =
            SettingFile.read(
                "SEENHEARD_LOGIN_KEYS",
                login.keys(),
                () ->
                    LoginSource.Provider.of(
                        login.client().issuer(), mapping, Files.readString(login.keys().get())));
      } else {
        Provider found =
            new Provider(vertx, login.client(), mapping, basis.now(), basis.reader(), refused);
        source = found.source();
        provider = Optional.of(found);
      }
    }
    Revocations revocations = new Revocations();
    Absences absences = new Absences();
    Moves moves = new Moves();
    Tokens tokens = new Tokens(force, keys, source, basis.digests(), revocations, absences, moves);
    tokens.onRefused(refused::note);
    return new People(tokens, revocations, absences, moves, keys, provider, refused);
  }

  private static ClaimMapping mapping(LoginSettings login, Force force, JacksonJsonReader reader)
      throws IOException {
    if (login.mapping().isPresent()) {
      return SettingFile.read(
          "SEENHEARD_LOGIN_MAPPING",
          login.mapping(),
          () ->
              ClaimMapping.load(
                  login.mapping().get(),
                  reader,
                  force.teams().stream().map(Team::id).collect(Collectors.toSet())));
    }
    // Whose keys are in a file was always asked for the force's id too.
    return login.keys().isPresent()
        ? ClaimMapping.of(login.claim().orElse("sub"), Optional.of(ClaimMapping.FORCE))
        : ClaimMapping.of(login.claim().orElse("preferred_username"), Optional.empty());
  }
}
