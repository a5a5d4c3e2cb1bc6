package uk.seenheard.api.partners.footage;

import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import uk.seenheard.api.Caller;
import uk.seenheard.sync.codec.Json;

/**
 * What a full catalogue costs: a batch of 200 recordings taken in, and an incident's recordings
 * read, with 1,000 recordings in the store and with 100,000 recordings and 20,000 attendances. The
 * read is compared with the same in an empty catalogue, and in one that has of the full one what is
 * about this incident: the same recordings are offered there, for the same reasons.
 *
 * <p>A command of its own, {@code main}, which takes nothing and prints medians by the clock, means
 * of processor time and ratios.
 */
public final class FootageRun {
  private static final int OFFICERS = 29;
  private static final int BATCH = 200;
  private static final int TIMES = 41;

  /** Reads between two looks at the processor's clock, which counts in hundredths of a second. */
  private static final int READS = 10;

  private static final int WARM = 20;
  private static final long ABOUT = 6 * HOUR;
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Shift shift;
  private final Caller records;
  private int clips;

  private FootageRun(Shift shift) {
    this.shift = shift;
    this.records = shift.as("records");
  }

  /**
   * Runs it in folders of its own: a full catalogue and smaller ones side by side, asked in turns,
   * so that what else the machine does weighs on all of them.
   */
  public static void main(String[] arguments) throws IOException {
    int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    try (Shift empty = new Shift(Files.createTempDirectory("footage-empty"));
        Shift few = new Shift(Files.createTempDirectory("footage-few"));
        Shift full = new Shift(Files.createTempDirectory("footage-full"))) {
      FootageRun small = new FootageRun(few);
      FootageRun large = new FootageRun(full);
      Runnable emptyReads = new FootageRun(empty).reads();
      Runnable fewReads = small.reads();
      Runnable fullReads = large.reads();
      large.attend(many / 5, false);
      small.attend(many / 5, true);
      large.fill(many);
      small.about(many);
      small.fill(1_000);
      List<double[]> reads = inTurns(READS, emptyReads, fewReads, fullReads);
      List<double[]> batches = inTurns(1, small::batch, large::batch);
      say("batch of 200, from 1,000 recordings on", batches.get(0));
      say(String.format(Locale.ROOT, "batch of 200, %,d recordings", large.clips), batches.get(1));
      ratio(batches.get(0), batches.get(1));
      say("incident's recordings read, empty catalogue", reads.get(0));
      say("the same, with what is about the incident alone", reads.get(1));
      say("the same, full catalogue", reads.get(2));
      System.out.print("full to empty ");
      ratio(reads.get(0), reads.get(2));
      System.out.print("full to what is about it ");
      ratio(reads.get(1), reads.get(2));
    }
  }

  /** Reads the recordings of an incident that somebody attended. */
  private Runnable reads() {
    String incident = shift.incident("RUN-1");
    shift.attends("pc1201", incident, "RUN-1", EVENING, EVENING + 40 * MINUTE);
    Caller sergeant = shift.as("ps401");
    return () -> sergeant.get("/v1/incidents/" + incident + "/footage").expect(200);
  }

  private void fill(int until) {
    while (clips < until) {
      batch();
    }
  }

  /**
   * Of officers in turn, half an hour apart for each of them, long before and after the incident
   * too.
   */
  private void batch() {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      items.add(clip(clips));
      clips++;
    }
    hand(items);
  }

  private static long start(int which) {
    return EVENING + (which / OFFICERS - 1_700L) * HOUR / 2;
  }

  private static Json clip(int which) {
    long start = start(which);
    return Shift.clip("run-" + which, start, start + 20 * MINUTE)
        .put("badge", "pc" + (1201 + which % OFFICERS))
        .put("device", "X60-" + which % OFFICERS)
        .build();
  }

  /** Of as many, those that are about the incident. */
  private void about(int many) {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      if (i % OFFICERS == 0 && Math.abs(start(i) - EVENING) < ABOUT) {
        items.add(clip(i));
      }
    }
    hand(items);
  }

  private void hand(List<Json> items) {
    records
        .post("/v1/footage/clips", Json.object().put("items", Json.list(items)).build())
        .expect(200);
  }

  private void attend(int many, boolean aboutAlone) {
    Attendances attendances =
        new MongoAttendances(shift.server.documents(), "marlshire", () -> "marlshire");
    for (int i = 0; i < many; i += BATCH) {
      List<Attendances.Wrote> wrote = new ArrayList<>();
      for (int j = i; j < i + BATCH; j++) {
        long at = EVENING + (j / OFFICERS - 340L) * 2 * HOUR;
        String person = "pc" + (1201 + j % OFFICERS);
        String incident = UUID.nameUUIDFromBytes(new byte[] {(byte) j, (byte) (j >> 8)}).toString();
        if (!aboutAlone || (j % OFFICERS == 0 && Math.abs(at - EVENING) < ABOUT)) {
          wrote.add(new Attendances.Wrote(incident, person, at, at, 2_000, Optional.of(at)));
        }
      }
      try {
        attendances
            .wrote(wrote)
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS);
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  /**
   * Of each, the median of what it took by the clock and the mean by the processor, milliseconds.
   */
  private static List<double[]> inTurns(int each, Runnable... runs) {
    List<List<Double>> walls = new ArrayList<>();
    double[] cpus = new double[runs.length];
    for (int which = 0; which < runs.length; which++) {
      walls.add(new ArrayList<>());
    }
    for (int i = -WARM; i < TIMES; i++) {
      for (int which = 0; which < runs.length; which++) {
        long cpu = PROCESS.getProcessCpuTime();
        for (int j = 0; j < each; j++) {
          long begun = System.nanoTime();
          runs[which].run();
          if (i >= 0) {
            walls.get(which).add((System.nanoTime() - begun) / 1e6);
          }
        }
        if (i >= 0) {
          cpus[which] += (PROCESS.getProcessCpuTime() - cpu) / 1e6;
        }
      }
    }
    List<double[]> took = new ArrayList<>();
    for (int which = 0; which < runs.length; which++) {
      took.add(new double[] {median(walls.get(which)), cpus[which] / TIMES / each});
    }
    return took;
  }

  private static double median(List<Double> took) {
    Collections.sort(took);
    return took.get(took.size() / 2);
  }

  private static void say(String what, double[] took) {
    System.out.println(
        String.format(Locale.ROOT, "%s: %.1f ms, %.1f ms of CPU", what, took[0], took[1]));
  }

  private static void ratio(double[] one, double[] other) {
    System.out.println(
        String.format(
            Locale.ROOT, "ratio: %.2f, %.2f of CPU", other[0] / one[0], other[1] / one[1]));
  }
}
