package uk.seenheard.api.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;

/** P7: from an acknowledged push to a supervisor's live page, at half the load of P1 and idle. */
final class LiveDelay implements Measurement {
  private static final int PROBES = 60;
  private static final long EVERY_NANOS = 50_000_000;

  @Override
  public void run(Place place) throws Exception {
    int rounds = place.size(3, 10);
    try (BenchServer server =
            BenchServer.start(place.fresh("p7").resolve("server"), Optional.empty());
        Fleet fleet = new Fleet(server.url(), 7, 200)) {
      double rate = PushRate.known(place);
      Figures idle = new Figures();
      Figures loaded = new Figures();
      double pushed = 0;
      probe(server, new Figures()); // warms up
      for (int round = 0; round < rounds; round++) {
        probe(server, idle);
        pushed = underLoad(server, fleet, rate / 2, loaded);
        fleet.awaitProjections();
      }
      Report report = place.report();
      report.raw(
          "P7 ms from acknowledgement to announcement, idle: median %.1f, p99 %.1f; at half the"
              + " load of P1 (%.0f asked, %.0f changes/s reached): median %.1f, p99 %.1f; %d probes"
              + " each",
          idle.median(),
          idle.at(0.99),
          rate / 2,
          pushed,
          loaded.median(),
          loaded.at(0.99),
          idle.size());
      report.add(
          new Row(
              "P7",
              "acknowledged push to a supervisor's live page at half the load of P1, p99",
              loaded.at(0.99),
              "ms",
              loaded.at(0.99) / idle.at(0.99),
              "× the same with an idle server",
              Goal.atMost(3),
              "an announcement waits for the projection of what was pushed before it, and the"
                  + " load's clients share the processors; closed by cheaper projection"));
    }
  }

  /** Pushes single changes one after the other and waits for each to be announced. */
  static void probe(BenchServer server, Figures delays) throws Exception {
    Pusher pusher = new Pusher(server.url(), "pc1228", System.nanoTime(), 200);
    OkHttpClient client = Together.client(1);
    List<Pusher.Packed> ready = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      ready.add(pusher.next(1));
    }
    try (LiveListener live = new LiveListener(server.url(), "insp71")) {
      for (Pusher.Packed push : ready) {
        long n = pusher.send(client, push);
        long acknowledged = System.nanoTime();
        delays.add((live.await(n) - acknowledged) / 1e6);
        LockSupport.parkNanos(EVERY_NANOS);
      }
    }
    client.connectionPool().evictAll();
  }

  /** The same while sixteen handsets push at that rate; the rate that was reached. */
  private static double underLoad(
      BenchServer server, Fleet fleet, double changesPerSecond, Figures delays) throws Exception {
    double seconds = 6;
    int pushesEach = Math.max(2, (int) (changesPerSecond * seconds / Fleet.HANDSETS / Fleet.BATCH));
    long gap = (long) (1e9 * Fleet.HANDSETS * Fleet.BATCH / changesPerSecond);
    List<List<Pusher.Packed>> ready = fleet.ready(pushesEach);
    AtomicBoolean stop = new AtomicBoolean();
    long[] sent = new long[Fleet.HANDSETS];
    List<Thread> threads = new ArrayList<>();
    long started = System.nanoTime();
    for (int i = 0; i < Fleet.HANDSETS; i++) {
      int own = i;
      Thread thread =
          new Thread(
              () -> {
                long due = started + gap * own / Fleet.HANDSETS;
                for (Pusher.Packed push : ready.get(own)) {
                  LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
                  due += gap;
                  if (stop.get()) {
                    return;
                  }
                  try {
                    fleet.pushers().get(own).send(fleet.client(), push);
                    sent[own] += push.changes();
                  } catch (java.io.IOException refused) {
                    return;
                  }
                }
              });
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    probe(server, delays);
    double took = (System.nanoTime() - started) / 1e9;
    for (Thread thread : threads) {
      thread.join();
    }
    return java.util.Arrays.stream(sent).sum() / Math.max(took, seconds);
  }
}
