package uk.seenheard.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import uk.seenheard.sync.feed.Frame;

/**
 * Two servers with 512 MB of heap on the embedded store, filled through the log by real pushes, one
 * with 10,000 changes and one with a larger number: start, push, pull and the lists at both in
 * turn, and the ratios, which are to stay within 1.3 (start: 2).
 *
 * <p>Argument: the larger number of changes.
 */
public final class ScaleRun {
  private static final int WRITERS = 8;
  private static final int BATCH = 100;
  private static final int PER_DEVICE = 1_000;
  private static final int PER_INCIDENT = 50;
  private static final int SMALL = 10_000;
  private static final int OWN = 2_000;
  private static final int SAMPLES = 40;
  private static final AtomicInteger DEVICES = new AtomicInteger();

  private ScaleRun() {}

  /** One server, and who asks it. */
  private static final class Side implements AutoCloseable {
    private final Path data;
    private final ServerProcess server;
    private final int changes;
    private String incident = "";
    private Optional<String> cursor = Optional.empty();

    Side(int changes) throws IOException {
      this.data = Files.createTempDirectory("seenheard-scale").resolve("data");
      this.server = ServerProcess.start(data, Map.of());
      this.changes = changes;
    }

    void fill() throws Exception {
      fillOwn(server.url());
      double rate = ScaleRun.fill(server.url(), changes - OWN);
      incident = write(server.url(), "pc1203", PER_INCIDENT);
      double behind = caughtUp(server.url());
      System.out.printf(
          Locale.ROOT,
          "%,d changes: filled at %,.0f changes/s, %,.0f MB on disk, projections %.1f s behind the"
              + " last push%n",
          changes,
          rate,
          size(data),
          behind);
    }

    double start() throws InterruptedException {
      server.terminate(Duration.ofSeconds(60));
      long began = System.nanoTime();
      server.restart();
      return (System.nanoTime() - began) / 1e6;
    }

    Caller as(String person) {
      return Caller.signedIn(server.url(), person);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws Exception {
    int large = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    boolean good = true;
    try (Side small = new Side(SMALL);
        Side big = new Side(large)) {
      small.fill();
      big.fill();
      good &= compare(9, "start", 2, small, big, 3, Side::start);
      for (Side side : List.of(small, big)) {
        caughtUp(side.server.url());
        List<Frame> frames = side.as("pc1203").pull(Optional.empty());
        side.cursor = Optional.of(((Frame.Through) frames.get(frames.size() - 1)).cursor());
      }
      good &= compare(8, "push", 1.3, small, big, SAMPLES / 2, ScaleRun::push);
      good &=
          compare(
              8,
              "pull",
              1.3,
              small,
              big,
              SAMPLES / 4,
              timed("pc1203", (side, caller) -> caller.pull(Optional.empty())));
      good &=
          compare(
              8,
              "pull-nothing",
              1.3,
              small,
              big,
              SAMPLES,
              timed("pc1203", (side, caller) -> caller.pull(side.cursor)));
      good &=
          compare(
              8,
              "list-team",
              1.3,
              small,
              big,
              SAMPLES,
              timed("ps401", (side, caller) -> caller.get("/v1/incidents").expect(200)));
      good &=
          compare(
              8,
              "list-force",
              1.3,
              small,
              big,
              SAMPLES,
              timed("insp71", (side, caller) -> caller.get("/v1/incidents").expect(200)));
      good &=
          compare(
              8,
              "incident",
              1.3,
              small,
              big,
              SAMPLES,
              timed(
                  "pc1203",
                  (side, caller) -> caller.get("/v1/incidents/" + side.incident).expect(200)));
    }
    System.exit(good ? 0 : 1);
  }

  /** Something that is timed at a side, in milliseconds. */
  private interface Work {
    double at(Side side) throws Exception;
  }

  private static Work timed(String person, BiConsumer<Side, Caller> work) {
    Map<Side, Caller> callers = new HashMap<>();
    return side -> {
      Caller caller = callers.computeIfAbsent(side, unused -> side.as(person));
      long began = System.nanoTime();
      work.accept(side, caller);
      return (System.nanoTime() - began) / 1e6;
    };
  }

  /** Both sides in turn, after a first time that does not count; medians. */
  private static boolean compare(
      int row, String name, double goal, Side small, Side big, int samples, Work work)
      throws Exception {
    List<Double> atSmall = new ArrayList<>();
    List<Double> atBig = new ArrayList<>();
    for (int i = 0; i <= samples; i++) {
      double one = work.at(small);
      double other = work.at(big);
      if (i > 0) {
        atSmall.add(one);
        atBig.add(other);
      }
    }
    double ratio = median(atBig) / median(atSmall);
    System.out.printf(
        Locale.ROOT,
        "P%d %s %.1f ms at %,d, %.1f at %,d, %.2f goal <= %.1f %s%n",
        row,
        name,
        median(atBig),
        big.changes,
        median(atSmall),
        small.changes,
        ratio,
        goal,
        ratio <= goal ? "ok" : "short");
    return ratio <= goal;
  }

  /** What one officer alone wrote: the same at every size. */
  private static void fillOwn(String url) {
    for (int done = 0; done < OWN; done += PER_DEVICE) {
      write(url, "pc1203", PER_DEVICE);
    }
  }

  private static double fill(String url, int changes) throws Exception {
    long began = System.nanoTime();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> running = new ArrayList<>();
    for (int left = changes; left > 0; left -= PER_DEVICE) {
      int count = Math.min(left, PER_DEVICE);
      running.add(
          writers.submit(() -> write(url, DEVICES.get() % 2 == 0 ? "pc1201" : "pc1202", count)));
    }
    for (Future<?> writer : running) {
      writer.get();
    }
    writers.shutdown();
    return changes / ((System.nanoTime() - began) / 1e9);
  }

  private static String write(String url, String person, int count) {
    Officer officer = Officer.onShift(url, person);
    int device = DEVICES.incrementAndGet();
    for (int i = 0; i < count; i++) {
      String incident = officer.incident("SCALE-" + device + '-' + i / PER_INCIDENT);
      officer.record(incident, Officer.set("note." + i, "What was said and seen here. " + i));
    }
    for (int from = 1; from <= count; from += BATCH) {
      pushPatiently(officer, from, Math.min(count, from + BATCH - 1));
    }
    return officer.incident("SCALE-" + device + "-0");
  }

  private static void pushPatiently(Officer officer, int from, int to) {
    for (int tries = 0; tries < 100; tries++) {
      int status = officer.send(officer.push(from, to)).status();
      if (status == 200) {
        return;
      }
      if (status != 429 && status != 503) {
        throw new IllegalStateException("a push was answered " + status);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
    throw new IllegalStateException("the server did not take a push in 100 tries");
  }

  /** Waits until the projections hold what the log holds; how long that took, in seconds. */
  private static double caughtUp(String url) {
    long began = System.nanoTime();
    while (OperationsTest.meters(Caller.stranger(url).get("/metrics").body())
            .get("seenheard_projection_lag_commits")
        > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static double push(Side side) {
    Officer officer = Officer.onShift(side.server.url(), "pc1201");
    for (int i = 0; i < 50; i++) {
      officer.record(
          officer.incident("TIMED-" + officer.device()), Officer.set("note." + i, "words"));
    }
    var request = officer.push(1, 50);
    long began = System.nanoTime();
    officer.send(request).expect(200);
    return (System.nanoTime() - began) / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip((values.size() - 1) / 2).findFirst().orElse(0.0);
  }

  private static double size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / 1e6;
    }
  }
}
