package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.IntSupplier;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.server.Server;
import uk.seenheard.api.ground.writer.LogWriter;

/** Puts together what looks after one process: meters, log lines, rebuilding. */
public final class OperationsFeature implements Feature {
  private final Meters meters;
  private final LogWriter writer;
  private final Projector projector;
  private final IntSupplier listeners;
  private final MongoBacklogCounts standing;
  private final List<Door> doors;

  private OperationsFeature(
      Core core, Meters meters, OperatorAccess operators, IntSupplier listeners) {
    Reading reading = core.reading();
    String force = core.people().force().id();
    this.meters = meters;
    this.writer = core.writing().writer();
    this.projector = reading.projector();
    this.listeners = listeners;
    this.standing =
        new MongoBacklogCounts(
            core.basis().documents(), core.writing().log(), force, reading.serving()::feed);
    this.doors =
        List.of(
            new MetricsDoor(core.basis().vertx(), operators, meters, standing),
            new RebuildDoor(operators, reading.rebuilding()));
  }

  /**
   * On the ground.
   *
   * @param meters those that count already
   * @param listeners how many handsets and pages listen
   */
  public static OperationsFeature of(
      Core core, Meters meters, OperatorAccess operators, IntSupplier listeners) {
    return new OperationsFeature(core, meters, operators, listeners);
  }

  @Override
  public List<Door> doors() {
    return doors;
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
  }
}
