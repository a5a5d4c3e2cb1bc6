package uk.seenheard.api.ground.core;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.contract.ContractDoor;
import uk.seenheard.api.ground.contract.IntegratorsDoor;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.follow.Rebuilding;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.identity.EndedLogins;
import uk.seenheard.api.ground.identity.MongoDeviceRegister;
import uk.seenheard.api.ground.identity.MongoEndedLogins;
import uk.seenheard.api.ground.identity.ShiftWatch;
import uk.seenheard.api.ground.login.IdentityDoors;
import uk.seenheard.api.ground.login.MongoSessions;
import uk.seenheard.api.ground.provider.Provider;
import uk.seenheard.api.ground.server.HealthDoor;
import uk.seenheard.api.ground.server.Readiness;
import uk.seenheard.api.ground.server.Server;

/** What every server has whatever it is for: health, the contract, logins, following the log. */
public final class GroundFeature implements Feature {
  private static final long READY_MILLIS = 2_000;
  private static final String FULL =
      "the store's disk is full: what is recorded can be read, and nothing new is taken until there"
          + " is room. Make room; it goes on by itself";
  private static final long SWEEP_MILLIS = 600_000;

  private final List<Door> doors;
  private final Rebuilding rebuilding;
  private final MongoEndedLogins ended;
  private final MongoSessions sessions;
  private final Vertx vertx;
  private final ServerClock clock;
  private final Mends mends;
  private final MemoryWatch memory;

  private GroundFeature(
      Basis basis,
      List<Door> doors,
      Rebuilding rebuilding,
      MongoEndedLogins ended,
      MongoSessions sessions) {
    this.vertx = basis.vertx();
    this.clock = basis.clock();
    this.mends = basis.mends();
    this.memory = new MemoryWatch(basis.collapse());
    this.doors = List.copyOf(doors);
    this.rebuilding = rebuilding;
    this.ended = ended;
    this.sessions = sessions;
  }

  /**
   * On the ground.
   *
   * @param lease how long a shift pass keeps a handset unlocked
   * @param shifts who is told of each shift that begins
   * @param secret whether everybody comes by TLS
   * @param carries the kinds of notice that the server takes to whom they are for, at a moment
   */
  public static GroundFeature of(
      Core core,
      Duration lease,
      ShiftWatch shifts,
      boolean secret,
      LongFunction<Set<String>> carries) {
    Basis basis = core.basis();
    String force = core.people().force().id();
    MongoEndedLogins ended = new MongoEndedLogins(basis.documents(), force);
    MongoSessions sessions = new MongoSessions(basis.documents(), force);
    List<Door> doors = new ArrayList<>();
    doors.add(new HealthDoor(readiness(basis, core.reading().projector())));
    doors.add(new ContractDoor());
    doors.add(new IntegratorsDoor());
    doors.addAll(
        IdentityDoors.of(
            basis.vertx(),
            core.people().tokens(),
            new MongoDeviceRegister(basis.documents()),
            basis.now(),
            lease,
            shifts,
            ended,
            core.people().provider().map(provider -> at(provider, core, sessions, secret)),
            carries));
    EndedLogins logins = core.people().tokens().ended();
    basis.mends().onMended(mend -> logins.endAllBefore(mend.at()));
    core.people().provider().ifPresent(Provider::begin);
    return new GroundFeature(basis, doors, core.reading().rebuilding(), ended, sessions);
  }

  private static IdentityDoors.AtProvider at(
      Provider provider, Core core, MongoSessions sessions, boolean secret) {
    return new IdentityDoors.AtProvider(
        provider,
        sessions,
        core.people().keys(),
        core.people().refused(),
        core.basis().reader(),
        core.basis().digests(),
        secret);
  }

  private static Readiness readiness(Basis basis, Projector projector) {
    return () ->
        basis
            .documents()
            .takesWrites()
            .timeout(READY_MILLIS, TimeUnit.MILLISECONDS)
            .map(takes -> new Readiness.Check("store", true, takes ? "" : FULL))
            .otherwise(
                away ->
                    new Readiness.Check(
                        "store", false, "the store does not answer; see that it is running"))
            .map(
                check ->
                    List.of(
                        check,
                        new Readiness.Check(
                            "projections", projector.isFollowing(), projector.standing()),
                        new Readiness.Check(
                            "process",
                            basis.collapse().standing().isEmpty(),
                            basis.collapse().standing().orElse("")),
                        new Readiness.Check(
                            "clock", basis.clock().behind().isEmpty(), basis.clock().standing())));
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  /** The mends of the log's times: the first of all kinds, since others are read with them. */
  @Override
  public List<LatestKind> acts() {
    return List.of(
        new LatestKind(
            "mend",
            act -> act.act().equals(Mend.ACT),
            "mend",
            List.of("from", "ahead"),
            (from, act) -> mends.note(Mend.of(act.n(), act.at(), act.with()))));
  }

  @Override
  public Future<Void> prepare() {
    return ended.prepare().compose(done -> sessions.prepare());
  }

  @Override
  public void begin(Server server) {
    memory.start();
    rebuilding.start();
    vertx.setPeriodic(SWEEP_MILLIS, timer -> sessions.sweep(clock.getAsLong()));
  }

  @Override
  public void end() {
    memory.stop();
    rebuilding.stop();
  }
}
