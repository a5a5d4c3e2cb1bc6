package uk.seenheard.api.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The measurements P1 to P10 by one command: prints the table, and keeps it with its raw rows below
 * {@code target/bench}.
 *
 * <p>Arguments in any order: {@code short} or {@code long}; rows such as {@code P1 P4}, or {@code
 * all}; {@code readme} to put the table into BENCH.md between its marks; {@code handsets=100} and
 * the like, which set {@code bench.handsets}. A measurement that fails is reported as short with
 * its reason, and the others go on.
 */
public final class Bench {
  /** Those that PouchDB Server is measured beside. */
  private static final Set<String> WITH_PEER = Set.of("P1", "P3", "P5");

  private Bench() {}

  /** In the order in which they are measured; what they are to do is read when they are made. */
  private static Map<String, Measurement> all() {
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("P1", new PushRate());
    all.put("P2", new Storm(Integer.getInteger("bench.handsets", 1_813), 40));
    all.put("P2b", new TwoStorms(Integer.getInteger("bench.handsets", 1_813), 40));
    all.put("P3", new CatchUp());
    all.put("P4", new FoldRate());
    all.put("P5", new WireBytes());
    all.put("P6", new PromptsTime());
    all.put("P7", new LiveDelay());
    all.put("P8", new Growth());
    all.put("P8b", new LongIncident());
    all.put("P10", new HandsetWork());
    return all;
  }

  /** Runs; ends with 0 whatever the figures are, so that the table can be read. */
  public static void main(String[] args) throws Exception {
    Set<String> asked = new TreeSet<>();
    boolean isLong = false;
    boolean readme = false;
    List<String> words = List.of(String.join(" ", args).trim().split("[ ,]+"));
    for (String word : words) {
      int is = word.indexOf('=');
      if (is > 0) {
        System.setProperty("bench." + word.substring(0, is), word.substring(is + 1));
      }
    }
    Map<String, Measurement> all = all();
    for (String word : words) {
      if (word.indexOf('=') > 0) {
        continue;
      }
      switch (word) {
        case "short", "all", "" -> {}
        case "long" -> isLong = true;
        case "readme" -> readme = true;
        default -> {
          if (!all.containsKey(word)) {
            System.out.println(
                "There is no " + word + ": say short or long, readme, and rows of " + all.keySet());
            System.exit(64);
          }
          asked.add(word);
        }
      }
    }
    Path work = Path.of("target", "bench").toAbsolutePath();
    Report report = new Report(work, isLong ? "long" : "short");
    Place place = new Place(work, isLong, report);
    if (asked.isEmpty() || asked.stream().anyMatch(WITH_PEER::contains)) {
      fetchPeer(place);
    }
    long started = System.nanoTime();
    for (Map.Entry<String, Measurement> one : all.entrySet()) {
      if (asked.isEmpty() || asked.contains(one.getKey())) {
        run(one.getKey(), one.getValue(), place);
      }
    }
    report.raw("took %d s", (System.nanoTime() - started) / 1_000_000_000);
    report.close(Path.of("BENCH.md"), readme);
    Children.endAll();
    System.exit(0);
  }

  /** Before the clock of any row runs: how fast the registry is says nothing of either side. */
  private static void fetchPeer(Place place) throws InterruptedException {
    try {
      PouchServer.installed(place.work());
    } catch (java.io.IOException missing) {
      place.report().raw("%s", missing.getMessage());
    }
  }

  private static void run(String id, Measurement measurement, Place place) {
    long started = System.nanoTime();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> running =
        thread.submit(
            () -> {
              measurement.run(place);
              return null;
            });
    String name = measurement.getClass().getSimpleName();
    try {
      running.get(Long.getLong("bench.seconds", place.size(900, 7_200)), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      failed.getCause().printStackTrace();
      place.report().failed(id, name, String.valueOf(failed.getCause()));
    } catch (TimeoutException late) {
      place.report().failed(id, name, "it did not end in its time");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      place.report().failed(id, name, "it was interrupted");
    }
    thread.shutdownNow();
    Children.endAll();
    if (!isOver(thread)) {
      // What goes on beside the next rows would be measured with them.
      place.report().raw("%s did not stop when it was told to: the rows after it say nothing", id);
    }
    place.report().raw("%s took %d s", id, (System.nanoTime() - started) / 1_000_000_000);
  }

  /** Whether what was measured has stopped, servers and clients of it as well. */
  private static boolean isOver(ExecutorService thread) {
    try {
      boolean over = thread.awaitTermination(60, TimeUnit.SECONDS);
      System.gc();
      return over;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
