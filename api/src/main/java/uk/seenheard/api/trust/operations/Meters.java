package uk.seenheard.api.trust.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.api.ground.log.Commit;

/**
 * The meters of one process. Labels are routes, methods, statuses and outcomes: never an id, a name
 * or anything that somebody wrote.
 */
public final class Meters implements Traffic, AutoCloseable {
  private static final String PUSH = "/v1/sync/push";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final AtomicLong arrivals = new AtomicLong();
  private final ConcurrentSkipListMap<Long, Long> pushes = new ConcurrentSkipListMap<>();
  private final DistributionSummary changes =
      DistributionSummary.builder("seenheard.commit.changes")
          .description("Changes in one commit: how well pushes share a write to the disk")
          .serviceLevelObjectives(1, 10, 50, 100, 500, 1_000, 2_000)
          .register(registry);
  private final DistributionSummary batches =
      DistributionSummary.builder("seenheard.commit.batches")
          .description("Devices' batches in one commit")
          .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
          .register(registry);
  private volatile BacklogCounts.Counts standing = BacklogCounts.Counts.NONE;
  private volatile boolean storeAnswers;

  /** The meters that every process has. */
  public Meters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
    gauge("push.in.flight", "Pushes that are not answered yet", pushes::size);
    gauge(
        "push.oldest.seconds",
        "How long the push that has waited longest for its acknowledgement has waited",
        this::oldestPushSeconds);
    gauge("log.position", "The log's last commit", () -> standing.position());
    gauge(
        "quarantine.changes",
        "Changes that wait for somebody to release or dismiss them, counted up to 10000 incidents",
        () -> standing.quarantined());
    gauge(
        "handsets.unsent.changes",
        "Changes that handsets said were unsent when they last spoke",
        () -> standing.unsent());
    gauge(
        "handsets.with.unsent",
        "Handsets that said so, counted up to 10000",
        () -> standing.handsetsWithUnsent());
    gauge("store.up", "1 if the store answered the last look", () -> storeAnswers ? 1 : 0);
    gauge(
        "store.writable",
        "1 if it takes writes too: not while its disk is full",
        () -> storeAnswers && standing.writable() ? 1 : 0);
  }

  /** Shows a number that is asked for when the meters are read. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder("seenheard." + name, value).description(description).register(registry);
  }

  /** Shows how far the projections are, and how far behind the log. */
  public void projections(Supplier<Number> applied) {
    gauge("projection.position", "The last commit in the projections", applied);
    gauge(
        "projection.lag.commits",
        "Commits in the log that the projections of this process do not hold yet",
        () -> Math.max(0, standing.position() - applied.get().longValue()));
  }

  private double oldestPushSeconds() {
    Map.Entry<Long, Long> oldest = pushes.firstEntry();
    return oldest == null ? 0 : (System.nanoTime() - oldest.getValue()) / 1e9;
  }

  @Override
  public Exchange began(String path) {
    long began = System.nanoTime();
    long arrival = arrivals.incrementAndGet();
    if (path.equals(PUSH)) {
      pushes.put(arrival, began);
    }
    return (method, route, status) -> {
      pushes.remove(arrival);
      Timer.builder("seenheard.http.requests")
          .description("Answered requests by route")
          .tags("method", method, "route", route, "status", Integer.toString(status))
          .serviceLevelObjectives(BUCKETS)
          .register(registry)
          .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
      if (status == 429 || status == 503) {
        Counter.builder("seenheard.shed")
            .description("Requests told to come back later, so that nothing piles up")
            .tags("route", route, "status", Integer.toString(status))
            .register(registry)
            .increment();
      }
    };
  }

  /** An attempt to insert a commit came to an end. */
  void inserted(Commit commit, String outcome, long nanos) {
    Timer.builder("seenheard.commit.insert")
        .description("From asking the store for a commit to its word that it is on disk")
        .tags("outcome", outcome)
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
    if (outcome.equals("inserted")) {
      changes.record(commit.batches().stream().mapToInt(batch -> batch.changes().size()).sum());
      batches.record(commit.batches().size());
    }
  }

  /** What the store said of how things stand. */
  void stands(BacklogCounts.Counts counts) {
    standing = counts;
    storeAnswers = true;
  }

  /** The store did not answer: the last numbers stay. */
  void storeIsAway() {
    storeAnswers = false;
  }

  /** Everything, as Prometheus reads it. */
  String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
