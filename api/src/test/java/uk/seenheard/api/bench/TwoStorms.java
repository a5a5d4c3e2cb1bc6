package uk.seenheard.api.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * P2b: two storms in a row at one server. What it holds after the second (memory, heap, files and
 * connections, threads) is what it held after the first.
 */
final class TwoStorms implements Measurement {
  private static final int RECONNECT_MILLIS = 10_000;
  private static final long QUIET_NANOS = 2_000_000_000L;
  private static final int MOST_LOOKS = 60;

  private final Storm storm;
  private final int handsets;

  TwoStorms(int handsets, int changesEach) {
    this.handsets = handsets;
    this.storm = new Storm(handsets, changesEach);
  }

  /** What the server holds once nobody asks it anything. */
  private record Held(double resident, double heap, long descriptors, long threads) {}

  @Override
  public void run(Place place) throws Exception {
    Path folder = place.fresh("p2b");
    Path force = folder.resolve("force.json");
    Files.writeString(force, storm.roster(), StandardCharsets.UTF_8);
    try (BenchServer server = BenchServer.start(folder.resolve("server"), Optional.of(force))) {
      Held none = held(server);
      Held first = after(place, server, folder, 1);
      Held second = after(place, server, folder, 2);
      report(place.report(), none, first, second);
      for (int more = 3; more <= Integer.getInteger("bench.storms", 2); more++) {
        place.report().raw("P2b after %d: %s", more, after(place, server, folder, more));
      }
    }
  }

  /** One storm more; what lives on the heap then stands in a file by its number. */
  private Held after(Place place, BenchServer server, Path folder, int number) throws Exception {
    once(place, server, number);
    Held held = held(server);
    Files.writeString(
        folder.resolve("held" + number + ".txt"), server.histogram(), StandardCharsets.UTF_8);
    return held;
  }

  private void once(Place place, BenchServer server, int number) throws Exception {
    StormWatch watch = new StormWatch(handsets);
    List<Storm.One> all = storm.prepare(server, watch);
    Random random = new Random(1813L * number);
    AtomicInteger agreed = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (Storm.One one : all) {
      long wait = random.nextInt(RECONNECT_MILLIS);
      Thread thread =
          new Thread(
              null,
              () -> {
                LockSupport.parkNanos(wait * 1_000_000);
                if (Storm.syncUntilAgreed(one.handset())) {
                  agreed.incrementAndGet();
                } else {
                  watch.giveUp();
                }
              },
              "handset",
              256 * 1024);
      thread.setDaemon(true);
      threads.add(thread);
    }
    watch.begin();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    all.forEach(one -> one.handset().close());
    place
        .report()
        .raw(
            "P2b storm %d: %d of %d handsets agreed after %.1f s; answers %s",
            number, agreed.get(), handsets, watch.seconds(), watch.answers());
    if (agreed.get() < handsets) {
      throw new IllegalStateException(agreed + " of " + handsets + " handsets agreed");
    }
  }

  /** Once connections that nobody uses are closed: the number stays as it is for two looks. */
  private static Held held(BenchServer server) throws Exception {
    long before = -1;
    for (int look = 0; look < MOST_LOOKS && before != server.descriptors(); look++) {
      before = server.descriptors();
      LockSupport.parkNanos(QUIET_NANOS);
    }
    double heap = server.heapAfterCollection();
    return new Held(server.residentMegabytes(), heap, server.descriptors(), server.threads());
  }

  private static void report(Report report, Held none, Held first, Held second) {
    report.raw("P2b before, after one storm, after two: %s, %s, %s", none, first, second);
    add(report, "resident memory", "MB", first.resident(), second.resident());
    add(report, "heap after a collection", "MB", first.heap(), second.heap());
    add(report, "files and connections", "", first.descriptors(), second.descriptors());
    add(report, "threads", "", first.threads(), second.threads());
  }

  private static void add(Report report, String what, String unit, double first, double second) {
    report.add(
        new Row(
            "P2b",
            what + " of the server after a second storm",
            second,
            unit,
            second / first,
            "× after the first",
            Goal.atMost(1.1),
            "what is remembered by number of the devices, tokens and incidents that came with it"));
  }
}
