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
 * read, with 1,000 recordings in the store and with 100,000 recordings and 20,000 attendances.
 *
 * <p>A command of its own, {@code main}, which takes nothing and prints medians and ratios.
 */
public final class FootageRun {
  private static final int OFFICERS = 29;
  private static final int BATCH = 200;
  private static final int TIMES = 41;
  private static final int WARM = 10;
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
   * Runs it in folders of its own: a full catalogue, one of 1,000 recordings and an empty one side
   * by side, asked in turns, so that what else the machine does weighs on all of them.
   */
  public static void main(String[] arguments) throws IOException {
    int many = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    try (Shift empty = new Shift(Files.createTempDirectory("footage-empty"));
        Shift few = new Shift(Files.createTempDirectory("footage-few"));
        Shift full = new Shift(Files.createTempDirectory("footage-full"))) {
      FootageRun small = new FootageRun(few);
      FootageRun large = new FootageRun(full);
      Runnable emptyReads = new FootageRun(empty).reads();
      Runnable fullReads = large.reads();
      large.attend(20_000);
      large.fill(many);
      small.fill(1_000);
      List<double[]> batches = inTurns(small::batch, large::batch);
      List<double[]> reads = inTurns(emptyReads, fullReads);
      say("batch of 200, from 1,000 recordings on", batches.get(0));
      say(String.format(Locale.ROOT, "batch of 200, %,d recordings", large.clips), batches.get(1));
      ratio(batches);
      say("incident's recordings read, empty catalogue", reads.get(0));
      say("incident's recordings read, full catalogue", reads.get(1));
      ratio(reads);
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
   * Of officers in turn, an hour apart for each of them, long before and after the incident too.
   */
  private void batch() {
    List<Json> items = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      long start = EVENING + (clips / OFFICERS - 1_700L) * HOUR / 2;
      items.add(
          Shift.clip("run-" + clips, start, start + 20 * MINUTE)
              .put("badge", "pc" + (1201 + clips % OFFICERS))
              .put("device", "X60-" + clips % OFFICERS)
              .build());
      clips++;
    }
    records
        .post("/v1/footage/clips", Json.object().put("items", Json.list(items)).build())
        .expect(200);
  }

  private void attend(int many) {
    Attendances attendances =
        new MongoAttendances(shift.server.documents(), "marlshire", () -> "marlshire");
    for (int i = 0; i < many; i += BATCH) {
      List<Attendances.Wrote> wrote = new ArrayList<>();
      for (int j = i; j < i + BATCH; j++) {
        long at = EVENING + (j / OFFICERS - 340L) * 2 * HOUR;
        String person = "pc" + (1201 + j % OFFICERS);
        String incident = UUID.nameUUIDFromBytes(new byte[] {(byte) j, (byte) (j >> 8)}).toString();
        wrote.add(new Attendances.Wrote(incident, person, at, at, 2_000, Optional.of(at)));
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

  /** Of each, the median of what it took by the clock and by the processor, milliseconds. */
  private static List<double[]> inTurns(Runnable one, Runnable other) {
    List<List<Double>> walls = List.of(new ArrayList<>(), new ArrayList<>());
    List<List<Double>> cpus = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = -WARM; i < TIMES; i++) {
      for (int which = 0; which < 2; which++) {
        long cpu = PROCESS.getProcessCpuTime();
        long begun = System.nanoTime();
        (which == 0 ? one : other).run();
        if (i >= 0) {
          walls.get(which).add((System.nanoTime() - begun) / 1e6);
          cpus.get(which).add((PROCESS.getProcessCpuTime() - cpu) / 1e6);
        }
      }
    }
    return List.of(
        new double[] {median(walls.get(0)), median(cpus.get(0))},
        new double[] {median(walls.get(1)), median(cpus.get(1))});
  }

  private static double median(List<Double> took) {
    Collections.sort(took);
    return took.get(took.size() / 2);
  }

  private static void say(String what, double[] took) {
    System.out.println(
        String.format(Locale.ROOT, "%s: %.1f ms, %.1f ms of CPU", what, took[0], took[1]));
  }

  private static void ratio(List<double[]> took) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "ratio: %.2f, %.2f of CPU",
            took.get(1)[0] / took.get(0)[0],
            took.get(1)[1] / took.get(0)[1]));
  }
}
