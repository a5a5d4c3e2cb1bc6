package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import okhttp3.OkHttpClient;
import uk.seenheard.api.Caller;

/**
 * P8b: what one more change costs the server in an incident that has few and in one that has many,
 * by processor time, with its projection; in turn, one push a change.
 */
final class LongIncident implements Measurement {
  private static final int FEW = 10;
  private static final int PROBES = 100;

  @Override
  public void run(Place place) throws Exception {
    int many = Integer.getInteger("bench.long", 5_000);
    int rounds = place.size(5, 9);
    Path folder = place.fresh("p8b");
    try (BenchServer server = BenchServer.start(folder.resolve("server"), Optional.empty())) {
      OkHttpClient client = Together.client(1);
      Pusher longer = new Pusher(server.url(), "pc1201", 17, 1_000_000);
      for (int sent = 0; sent < many; sent += 100) {
        longer.send(client, longer.next(100));
      }
      Pusher shorter = new Pusher(server.url(), "pc1202", 18, FEW + PROBES / 10);
      Figures few = new Figures();
      Figures much = new Figures();
      for (int round = -2; round < rounds; round++) {
        double a = micros(server, client, shorter);
        double b = micros(server, client, longer);
        if (round >= 0) {
          few.add(a);
          much.add(b);
        }
      }
      client.connectionPool().evictAll();
      place
          .report()
          .raw("P8b processor time of a push of one change, µs: few %s, many %s", few, much);
      place
          .report()
          .add(
              new Row(
                  "P8b",
                  String.format(Locale.ROOT, "one more change in an incident of %,d", many),
                  much.median(),
                  "µs",
                  much.median() / few.median(),
                  String.format(Locale.ROOT, "of one in an incident of about %d", FEW),
                  Goal.atMost(1.5),
                  "what grows with the incident: its prompts and its card"));
    }
  }

  private static double micros(BenchServer server, OkHttpClient client, Pusher pusher)
      throws Exception {
    settle(server);
    double used = server.processorSeconds();
    for (int i = 0; i < PROBES; i++) {
      pusher.send(client, pusher.next(1));
    }
    settle(server);
    return (server.processorSeconds() - used) / PROBES * 1e6;
  }

  /** Until nothing is projected or counted any more: half a second without work. */
  private static void settle(BenchServer server) {
    Caller.signedIn(server.url(), "pc1230").get("/v1/sync/pull");
    double before = -1;
    for (int look = 0; look < 60 && server.processorSeconds() - before > 0.03; look++) {
      before = server.processorSeconds();
      LockSupport.parkNanos(500_000_000L);
    }
  }
}
