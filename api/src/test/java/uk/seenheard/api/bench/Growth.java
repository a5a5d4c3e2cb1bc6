package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import uk.seenheard.api.Caller;

/**
 * P8 and P9: the same work with little and with much in the log, side by side, and how long a start
 * takes. The short form goes to 100,000 changes, the long form to 1,000,000.
 */
final class Growth implements Measurement {
  private static final int SMALL = Integer.getInteger("bench.small", 10_000);
  private static final int BEHIND = 1_000;
  // So that the longest page of a list is full at either size.
  private static final int CHANGES_EACH = 40;
  private static final int LOOKS = 40;
  private static final List<String> LISTS =
      List.of(
          "/v1/incidents",
          "/v1/incidents?limit=200",
          "/v1/incidents?state=recording",
          "/v1/incidents?officer=pc1203&limit=10",
          "/v1/incidents?form=domestic-abuse&limit=50",
          "/v1/overdue?limit=100",
          "/v1/handsets");

  /** A server, and what pushes at it. */
  private record Sized(BenchServer server, Fleet fleet, long changes) {}

  @Override
  public void run(Place place) throws Exception {
    int large = Integer.getInteger("bench.large", place.size(100_000, 1_000_000));
    Path folder = place.fresh("p8");
    Path few = folder.resolve("few");
    Path many = folder.resolve("many");
    try (BenchServer small = BenchServer.start(few, Optional.empty());
        Fleet smallFleet = new Fleet(small.url(), 80, CHANGES_EACH, true);
        BenchServer big = BenchServer.start(many, Optional.empty());
        Fleet bigFleet = new Fleet(big.url(), 81, CHANGES_EACH, true)) {
      behind(small, smallFleet);
      behind(big, bigFleet);
      long started = System.nanoTime();
      smallFleet.fill(SMALL - BEHIND);
      bigFleet.fill(large - BEHIND);
      place.report().raw("P8 filled in %d s", (System.nanoTime() - started) / 1_000_000_000);
      grow(place, new Sized(small, smallFleet, SMALL), new Sized(big, bigFleet, large));
    }
    for (Path one : List.of(few, many)) {
      int changes = one.equals(few) ? SMALL : large;
      double megabytes = BenchServer.storedMegabytes(one);
      // With what the rounds have written since.
      place
          .report()
          .raw(
              "P8 store of %,d changes: %.0f MB, %.0f bytes a change, heap 512 MB",
              changes, megabytes, megabytes * 1e6 / (changes + written(place)));
    }
    starts(place, folder, many, large);
  }

  /** Changes that the rounds write besides, at either size. */
  private static int written(Place place) {
    return (place.size(5, 7) + 1) * Fleet.HANDSETS * 3 * Fleet.BATCH;
  }

  /** An officer whose new handset will have a thousand changes to fetch. */
  private static void behind(BenchServer server, Fleet fleet) throws Exception {
    Pusher officer = new Pusher(server.url(), "pc1229", 83, 20);
    for (int sent = 0; sent < BEHIND; sent += 100) {
      officer.send(fleet.client(), officer.next(100));
    }
  }

  private static void grow(Place place, Sized small, Sized big) throws Exception {
    int rounds = place.size(5, 7);
    Map<String, Figures> fewer = new LinkedHashMap<>();
    Map<String, Figures> more = new LinkedHashMap<>();
    for (int round = -1; round < rounds; round++) {
      for (Sized one : List.of(small, big)) {
        Map<String, Figures> into = one == small ? fewer : more;
        Map<String, Double> measured = once(one);
        if (round >= 0) {
          measured.forEach(
              (what, value) -> into.computeIfAbsent(what, unused -> new Figures()).add(value));
        }
      }
    }
    for (String what : fewer.keySet()) {
      double a = fewer.get(what).median();
      double b = more.get(what).median();
      place
          .report()
          .raw(
              "P8 %s, ms: %s at %,d; %s at %,d",
              what, fewer.get(what), small.changes(), more.get(what), big.changes());
      place
          .report()
          .add(
              new Row(
                  "P8",
                  String.format(Locale.ROOT, "%s with %,d changes in the log", what, big.changes()),
                  b,
                  "ms",
                  b / a,
                  String.format(Locale.ROOT, "of %,d", small.changes()),
                  Goal.atMost(1.3),
                  "see the raw rows"));
    }
  }

  /** Each piece of work once, in milliseconds. */
  private static Map<String, Double> once(Sized one) throws Exception {
    Map<String, Double> measured = new LinkedHashMap<>();
    double seconds = one.fleet().send(one.fleet().ready(3));
    measured.put("16 × 3 pushes of 50", seconds * 1e3);
    one.fleet().awaitProjections();
    OkHttpClient client = Together.client(1);
    long started = System.nanoTime();
    CatchUp.read(one.server().url(), client, BEHIND, new Figures());
    measured.put("a handset fetches 1,000 changes", (System.nanoTime() - started) / 1e6);
    Figures delays = new Figures();
    LiveDelay.probe(one.server(), delays);
    measured.put("push to live page, median", delays.median());
    Caller inspector = Caller.signedIn(one.server().url(), "insp71");
    String incident = one.fleet().pushers().get(0).incidents().get(0);
    Map<String, String> looks = new LinkedHashMap<>();
    LISTS.forEach(list -> looks.put(list, list));
    looks.put("one incident", "/v1/incidents/" + incident);
    for (Map.Entry<String, String> look : looks.entrySet()) {
      String list = look.getValue();
      Figures times = new Figures();
      for (int i = 0; i < LOOKS; i++) {
        long asked = System.nanoTime();
        inspector.get(list);
        times.add((System.nanoTime() - asked) / 1e6);
      }
      int status = inspector.get(list).status();
      measured.put(look.getKey() + (status == 200 ? "" : " answered " + status), times.median());
    }
    return measured;
  }

  private static void starts(Place place, Path folder, Path many, int large) throws Exception {
    Figures empty = new Figures();
    Figures full = new Figures();
    int rounds = place.size(3, 5);
    for (int round = -1; round < rounds; round++) {
      double a;
      double b;
      try (BenchServer none = BenchServer.start(folder.resolve("none" + round), Optional.empty())) {
        a = none.readyMillis();
      }
      try (BenchServer filled = BenchServer.start(many, Optional.empty())) {
        b = filled.readyMillis();
      }
      if (round >= 0) {
        empty.add(a);
        full.add(b);
      }
    }
    place.report().raw("P9 start to ready, ms: none %s; %,d changes %s", empty, large, full);
    place
        .report()
        .add(
            new Row(
                "P9",
                String.format(Locale.ROOT, "start to ready with %,d changes", large),
                full.median(),
                "ms",
                full.median() / empty.median(),
                "× a start with none",
                Goal.atMost(2),
                "the store looks for damage before it serves"));
  }
}
