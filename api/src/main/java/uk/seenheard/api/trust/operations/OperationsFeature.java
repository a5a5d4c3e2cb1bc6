package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import uk.seenheard.api.ground.clock.ServerClock;
import uk.seenheard.api.ground.clock.TimeSource;
import uk.seenheard.api.ground.core.Basis;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.ground.work.MadeOnce;
import uk.seenheard.api.ground.work.Turns;
import uk.seenheard.api.ground.writer.LogWriter;
import uk.seenheard.sync.change.Hash;

/** Puts together what looks after one process: meters, log lines, rebuilding. */
public final class OperationsFeature implements Feature {
  private final Meters meters;
  private final LogWriter writer;
  private final Projector projector;
  private final IntSupplier listeners;
  private final MongoBacklogCounts standing;
  private final ServerClock clock;
  private final MadeOnce<?, ?> answers;
  private final Turns pages;
  private final Optional<TimeSource> source;
  private final ClockLedger mends;
  private final List<Door> doors;

  private OperationsFeature(
      Core core,
      Meters meters,
      OperatorAccess operators,
      IntSupplier listeners,
      Optional<TimeSource.Address> timeSource) {
    Reading reading = core.reading();
    String force = core.people().force().id();
    this.meters = meters;
    this.writer = core.writing().writer();
    this.projector = reading.projector();
    this.listeners = listeners;
    this.standing =
        new MongoBacklogCounts(
            core.basis().documents(), core.writing().log(), force, reading.serving()::feed);
    Basis basis = core.basis();
    this.clock = basis.clock();
    this.answers = basis.answers();
    this.pages = basis.pages();
    this.source = timeSource.map(at -> new TimeSource(basis.vertx(), basis.clock(), at));
    this.mends = new ClockLedger(basis.vertx(), basis.mends(), reading.rebuilding());
    this.doors =
        List.of(
            new MetricsDoor(core.basis().vertx(), operators, meters, standing),
            new RebuildDoor(operators, reading.rebuilding()),
            new LoginsDoor(operators, core.people().provider(), core.people().refused()),
            new ClockDoor(
                operators,
                basis.clock(),
                new ClockMending(core.writing().log(), basis.mends()),
                core.writing().ledger(),
                Hash.of("seenheard/operations/1\n" + force, basis.digests()),
                reading.projector()));
  }

  /**
   * On the ground.
   *
   * @param meters those that count already
   * @param listeners how many handsets and pages listen
   * @param timeSource a time server with which the clock is compared
   */
  public static OperationsFeature of(
      Core core,
      Meters meters,
      OperatorAccess operators,
      IntSupplier listeners,
      Optional<TimeSource.Address> timeSource) {
    return new OperationsFeature(core, meters, operators, listeners, timeSource);
  }

  @Override
  public List<Door> doors() {
    return doors;
  }

  @Override
  public List<LedgerFollower> followers() {
    return List.of(mends);
  }

  @Override
  public Future<Void> prepare() {
    return standing.prepare();
  }

  @Override
  public void begin(Server server) {
    Operations operations = new Operations(meters);
    operations.follow(writer, projector, listeners);
    operations.follow(server);
    operations.follow(clock);
    operations.follow(answers);
    operations.follow(pages);
    source.ifPresent(TimeSource::begin);
  }
}
