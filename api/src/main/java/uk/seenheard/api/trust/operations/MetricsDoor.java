package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import uk.seenheard.api.ground.http.Door;

/**
 * Shows the meters as Prometheus reads them. What only the store knows is looked up at most every
 * two seconds, however many read; while the store is away the last numbers stand and {@code
 * seenheard_store_up} says so.
 */
public final class MetricsDoor implements Door {
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PATIENCE_MILLIS = 2_000;
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final OperatorAccess access;
  private final Meters meters;
  private final BacklogCounts standing;
  private long lookedAt = System.nanoTime() - FRESH_NANOS;
  private Future<Void> looking = Future.succeededFuture();

  /** In front of the meters. */
  public MetricsDoor(Vertx vertx, OperatorAccess access, Meters meters, BacklogCounts standing) {
    this.vertx = vertx;
    this.access = access;
    this.meters = meters;
    this.standing = standing;
  }

  @Override
  public void mount(Router router) {
    router.get("/metrics").handler(this::show);
  }

  private void show(RoutingContext context) {
    access.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION));
    look()
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .otherwise(
            late -> {
              meters.storeIsAway();
              return null;
            })
        .compose(looked -> vertx.executeBlocking(meters::scrape, false))
        .onSuccess(text -> context.response().putHeader(HttpHeaders.CONTENT_TYPE, TEXT).end(text))
        .onFailure(context::fail);
  }

  private synchronized Future<Void> look() {
    if (looking.isComplete() && System.nanoTime() - lookedAt >= FRESH_NANOS) {
      lookedAt = System.nanoTime();
      looking =
          standing
              .look()
              .map(
                  counts -> {
                    meters.stands(counts);
                    return null;
                  });
    }
    return looking;
  }
}
