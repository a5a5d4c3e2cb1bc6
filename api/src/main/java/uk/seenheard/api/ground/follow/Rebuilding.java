package uk.seenheard.api.ground.follow;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds the projections from the log while the old ones serve, in these steps: take a new
 * generation; follow the log into it on a thread of its own until it holds what the old one holds;
 * between two rounds of the serving projector, when the new one has reached the very same commit,
 * write down that it serves and serve from it. So nobody reads a generation that lacks a commit
 * which they were told of. A crash on the way leaves the old generation serving.
 *
 * <p>Other processes see which generation serves and move to it by the same steps. The old
 * generation stays in the store, unread, for whoever is still on it.
 */
public final class Rebuilding {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
  private static final long LOOK_MILLIS = 2_000;
  private static final long STEP_MILLIS = 100;
  private static final long LAST_STEP_MILLIS = 5_000;

  private final Vertx vertx;
  private final Generations generations;
  private final Serving serving;
  private final Projector projector;
  private final BiFunction<Context, Integer, Projector> followers;
  private volatile int building;
  private volatile long reached;
  private volatile boolean stopped;

  /**
   * For one process.
   *
   * @param projector the one that keeps what serves
   * @param followers makes another one, on a context, that keeps another generation and tells
   *     nobody
   */
  public Rebuilding(
      Vertx vertx,
      Generations generations,
      Serving serving,
      Projector projector,
      BiFunction<Context, Integer, Projector> followers) {
    this.vertx = vertx;
    this.generations = generations;
    this.serving = serving;
    this.projector = projector;
    this.followers = followers;
  }

  /**
   * How it stands.
   *
   * @param serving the generation that serves
   * @param building the one that is being built, or 0
   * @param reached the last commit in it
   * @param applied the last commit in what serves
   */
  public record State(int serving, int building, long reached, long applied) {}

  /** How it stands now. */
  public State state() {
    return new State(serving.generation(), building, reached, projector.applied());
  }

  /** Looks from now on whether another process has rebuilt. */
  public void start() {
    vertx.setPeriodic(
        LOOK_MILLIS,
        timer -> {
          if (stopped) {
            vertx.cancelTimer(timer);
          } else if (building == 0) {
            generations
                .serving()
                .compose(
                    found ->
                        found > serving.generation()
                            ? moveTo(found)
                            : Future.<Void>succeededFuture())
                .onFailure(failed -> LOG.warn("which projections serve is not known", failed));
          }
        });
  }

  /** Starts no more work. */
  public void stop() {
    stopped = true;
  }

  /** Rebuilds; succeeds when the new generation serves. Fails when one is being built already. */
  public Future<Void> rebuild() {
    return generations.next().compose(this::moveTo);
  }

  private synchronized boolean begin(int generation) {
    if (building != 0 || stopped) {
      return false;
    }
    building = generation;
    reached = 0;
    return true;
  }

  private Future<Void> moveTo(int generation) {
    if (!begin(generation)) {
      return Future.failedFuture(new IllegalStateException("projections are being built already"));
    }
    LOG.info("projections of generation {} are being built", generation);
    Builder builder = new Builder(generation);
    return vertx
        .deployVerticle(builder)
        .compose(
            id ->
                caughtUp(builder)
                    .compose(close -> change(generation, builder))
                    .eventually(() -> vertx.undeploy(id)))
        .onSuccess(done -> LOG.info("projections of generation {} serve from now on", generation))
        .onFailure(
            failed -> LOG.warn("projections of generation {} were not built", generation, failed))
        .eventually(
            () -> {
              building = 0;
              return Future.succeededFuture();
            });
  }

  /** Waits until the new generation is about where the old one is. */
  private Future<Void> caughtUp(Builder builder) {
    reached = builder.projector().applied();
    if (reached >= projector.applied()) {
      return Future.succeededFuture();
    }
    if (stopped) {
      return Future.failedFuture(new IllegalStateException("the server is stopping"));
    }
    Promise<Void> later = Promise.promise();
    vertx.setTimer(STEP_MILLIS, timer -> later.complete());
    return later.future().compose(waited -> caughtUp(builder));
  }

  private Future<Void> change(int generation, Builder builder) {
    return projector.between(
        () ->
            builder
                .projector()
                .reached(projector.applied(), LAST_STEP_MILLIS)
                .compose(same -> generations.serve(generation))
                .map(
                    written -> {
                      serving.serve(generation);
                      return null;
                    }));
  }

  /** Follows the log into a generation, on an event loop of its own. */
  private final class Builder extends VerticleBase {
    private final int target;
    private volatile Projector builds;

    Builder(int target) {
      this.target = target;
      this.builds = projector;
    }

    Projector projector() {
      return builds;
    }

    @Override
    public Future<?> start() {
      builds = followers.apply(context, target);
      return builds.start();
    }

    @Override
    public Future<?> stop() {
      if (builds != projector) {
        builds.stop();
      }
      return Future.succeededFuture();
    }
  }
}
