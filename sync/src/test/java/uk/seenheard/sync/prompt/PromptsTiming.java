package uk.seenheard.sync.prompt;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * Times {@link Prompts#of} on an incident with six children, half of it and all of it recorded:
 * after 30,000 calls to warm up, the median of 41 runs of 500 calls, in microseconds of processor
 * time, so that a busy machine does not count.
 */
public final class PromptsTiming {
  private static final int WARM_CALLS = 30_000;
  private static final int CALLS = 500;
  private static final int RUNS = 41;

  private PromptsTiming() {}

  public static void main(String[] args) {
    System.out.printf(
        "%s, %d processors, Java %s%n",
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version());
    for (boolean full : new boolean[] {false, true}) {
      Scene scene = sixChildren(full);
      IncidentRecord record = scene.record();
      List<PromptState> prompts = scene.prompts();
      long open = prompts.stream().filter(PromptState::isOpen).count();
      double median = median(() -> Prompts.of(record, scene.form, scene.context()).size());
      System.out.printf(
          "six children, %d fields, %d prompts of which %d open: %.1f microseconds%n",
          record.fields().size(), prompts.size(), open, median);
    }
  }

  static Scene sixChildren(boolean full) {
    Scene scene = new Scene("domestic-abuse");
    Map<String, Json> said =
        Map.of(
            "childrenLiving", Json.of(6),
            "childrenHere", Json.of(6),
            "adultsHere", Json.of(2),
            "livesHere", Json.of("yes"),
            "hereNow", Json.of("yes"),
            "spoken", Json.of("yes"));
    Walk walk = new Walk(scene, 7, said);
    if (full) {
      walk.answerEverything();
    } else {
      for (int i = 0; i < 120; i++) {
        walk.answerNext();
      }
    }
    return scene;
  }

  private interface Work {
    int run();
  }

  private static double median(Work work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    int sink = 0;
    for (int i = 0; i < WARM_CALLS; i++) {
      sink += work.run();
    }
    double[] runs = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int call = 0; call < CALLS; call++) {
        sink += work.run();
      }
      runs[i] = (threads.getCurrentThreadCpuTime() - start) / 1000.0 / CALLS;
    }
    Arrays.sort(runs);
    if (sink == 42) {
      System.out.println();
    }
    return runs[RUNS / 2];
  }
}
