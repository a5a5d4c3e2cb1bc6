package uk.seenheard.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.Stream;
import uk.seenheard.sync.feed.Frame;

/**
 * A server with 512 MB of heap on the embedded store, filled through the log by real pushes to
 * 10,000 changes and then to a larger number: start, push, pull and the lists at both, and the
 * ratios, which are to stay within 1.3 (start: 2).
 *
 * <p>Argument: the larger number of changes, or several in rising order.
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

  /** One size, in milliseconds where not said otherwise. */
  private record Row(
      int changes,
      double fill,
      double megabytes,
      double start,
      double push,
      double pull,
      double since,
      double teamQueue,
      double forceQueue,
      double incident) {

    double[] measured() {
      return new double[] {start, push, pull, since, teamQueue, forceQueue, incident};
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d changes: filled at %,.0f changes/s, %,.0f MB on disk, start %.0f, push of 50 %.1f,"
              + " pull of %,d changes %.0f, pull of nothing new %.1f, list of a team %.1f, of the"
              + " force %.1f, an incident %.1f",
          changes,
          fill,
          megabytes,
          start,
          push,
          OWN,
          pull,
          since,
          teamQueue,
          forceQueue,
          incident);
    }
  }

  /** Runs and prints. */
  public static void main(String[] args) throws Exception {
    Path data = Files.createTempDirectory("seenheard-scale").resolve("data");
    List<Integer> sizes = new ArrayList<>(List.of(SMALL));
    Arrays.stream(args.length > 0 ? args : new String[] {"100000"})
        .forEach(size -> sizes.add(Integer.parseInt(size)));
    List<Row> rows = new ArrayList<>();
    boolean good = true;
    try (ServerProcess server = ServerProcess.start(data, Map.of())) {
      fillOwn(server.url());
      int filled = OWN;
      for (int size : sizes) {
        double rate = fill(server.url(), size - filled);
        filled = size;
        rows.add(measure(server, data, size, rate));
        System.out.println(rows.get(rows.size() - 1));
      }
    }
    double[] small = rows.get(0).measured();
    String[] names = {
      "start", "push", "pull", "pull-nothing", "list-team", "list-force", "incident"
    };
    for (Row row : rows.subList(1, rows.size())) {
      for (int i = 0; i < names.length; i++) {
        double ratio = row.measured()[i] / small[i];
        double goal = i == 0 ? 2 : 1.3;
        good &= ratio <= goal;
        System.out.printf(
            Locale.ROOT,
            "P%d %s at %d %.1f ms %.2f goal <= %.1f %s%n",
            i == 0 ? 9 : 8,
            names[i],
            row.changes(),
            row.measured()[i],
            ratio,
            goal,
            ratio <= goal ? "ok" : "short");
      }
    }
    System.exit(good ? 0 : 1);
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

  private static Row measure(ServerProcess server, Path data, int changes, double rate)
      throws Exception {
    String incident = write(server.url(), "pc1203", PER_INCIDENT);
    System.out.printf(
        Locale.ROOT,
        "the projections hold all of it %.1f s after the last push%n",
        caughtUp(server.url()));
    List<Double> starts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      server.terminate(java.time.Duration.ofSeconds(60));
      long began = System.nanoTime();
      server.restart();
      starts.add((System.nanoTime() - began) / 1e6);
    }
    String url = server.url();
    caughtUp(url);
    Caller own = Caller.signedIn(url, "pc1203");
    List<Frame> frames = own.pull(Optional.empty());
    Optional<String> cursor = Optional.of(((Frame.Through) frames.get(frames.size() - 1)).cursor());
    Caller sergeant = Caller.signedIn(url, "ps401");
    Caller inspector = Caller.signedIn(url, "insp71");
    return new Row(
        changes,
        rate,
        size(data),
        median(starts),
        pushes(url),
        times(SAMPLES / 4, () -> own.pull(Optional.empty())),
        times(SAMPLES, () -> own.pull(cursor)),
        times(SAMPLES, () -> sergeant.get("/v1/incidents").expect(200)),
        times(SAMPLES, () -> inspector.get("/v1/incidents").expect(200)),
        times(SAMPLES, () -> own.get("/v1/incidents/" + incident).expect(200)));
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

  private static double pushes(String url) {
    Officer officer = Officer.onShift(url, "pc1201");
    List<Double> times = new ArrayList<>();
    for (int push = 0; push < SAMPLES / 2; push++) {
      int from = push * 50 + 1;
      for (int i = 0; i < 50; i++) {
        officer.record(
            officer.incident("TIMED-" + officer.device() + push),
            Officer.set("note." + i, "words"));
      }
      var request = officer.push(from, from + 49);
      long began = System.nanoTime();
      officer.send(request).expect(200);
      times.add((System.nanoTime() - began) / 1e6);
    }
    return median(times);
  }

  private static double times(int samples, Runnable work) {
    work.run();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      long began = System.nanoTime();
      work.run();
      times.add((System.nanoTime() - began) / 1e6);
    }
    return median(times);
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
