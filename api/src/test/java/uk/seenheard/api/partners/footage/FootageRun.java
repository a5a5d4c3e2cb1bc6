package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
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
 * <p>A command of its own, {@code main}, which prints medians by the clock, means of processor time
 * and ratios. Takes how many recordings (100,000 where nothing is said) and {@code references}:
 * then each recording bears the reference of a job, as an evidence system that is told of the jobs
 * has it, and the jobs of three days of the officer whose incident is read are incidents of the
 * log. What it measures it also looks at: that each recording was taken in, and that the incident
 * has those which the full catalogue has of it.
 */
public final class FootageRun {
  private static final int OFFICERS = 29;
  private static final int BATCH = 200;
  private static final int TIMES = 41;

  /** Reads between two looks at the processor's clock, which counts in hundredths of a second. */
  private static final int READS = 10;

  private static final int WARM = 20;
  private static final long ABOUT = 6 * HOUR;
  private static final long JOB = 2 * HOUR;
  private static final String INCIDENT = "RUN-1";
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Shift shift;
  private final boolean referenced;
  private final String incident;
  private final Caller records;
  private final Caller sergeant;
  private int clips;

  /**
   * At a server, with the incident.
   *
   * @param jobs how far before and after it its officer's other jobs are incidents of the log
   */
  private FootageRun(Shift shift, boolean referenced, long jobs) {
    this.shift = shift;
    this.referenced = referenced;
    this.incident = happens(referenced ? jobs : 0);
    // By now the clock stands.
    this.records = shift.as("records");
    this.sergeant = shift.as("ps401");
  }

  /**
   * Runs it in folders of its own: a full catalogue and smaller ones side by side, asked in turns,
   * so that what else the machine does weighs on all of them.
   */
  public static void main(String[] arguments) throws IOException {
    boolean referenced = Arrays.asList(arguments).contains("references");
    int many =
        Arrays.stream(arguments)
            .filter(one -> !one.equals("references"))
            .mapToInt(Integer::parseInt)
            .findFirst()
            .orElse(100_000);
    long begins = EVENING - 30 * HOUR;
    try (Shift empty = new Shift(Files.createTempDirectory("footage-empty"), begins);
        Shift few = new Shift(Files.createTempDirectory("footage-few"), begins);
        Shift full = new Shift(Files.createTempDirectory("footage-full"), begins)) {
      FootageRun none = new FootageRun(empty, referenced, 0);
      FootageRun small = new FootageRun(few, referenced, ABOUT);
      FootageRun large = new FootageRun(full, referenced, 3 * 24 * HOUR);
      large.attend(many / 5, false);
      small.attend(many / 5, true);
      large.fill(many);
      small.about(many);
      small.fill(1_000);
      System.out.println(
          "recordings of the incident, linked and offered: "
              + none.found()
              + " of an empty catalogue, "
              + small.found()
              + " of what is about it, "
              + large.found()
              + " of the full one");
      assertThat(large.found()).isEqualTo(small.found()).isNotEqualTo(none.found());
      List<double[]> reads = inTurns(READS, none::read, small::read, large::read);
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
      double[] seen = inTurns(1, large::batchAndRead).get(0);
      say("a batch into the full one, and then the incident's recordings as they stand", seen);
    }
  }

  /** The incident, and its officer's jobs before and after it, two hours apart. */
  private String happens(long within) {
    String read = "";
    for (long job = -Math.min(within / JOB, 12); job <= within / JOB; job++) {
      long at = EVENING + job * JOB;
      shift.handsBack();
      shift.itIs(at);
      String reference = job == 0 ? INCIDENT : reference(0, at);
      String which = shift.incident(reference);
      shift.attends("pc1201", which, reference, at, at + (job == 0 ? 40 : 1) * MINUTE);
      read = job == 0 ? which : read;
    }
    return read;
  }

  /** Of the job that an officer has at a time. */
  private static String reference(int officer, long at) {
    return "JOB-" + officer + '-' + (Math.floorDiv(at - EVENING, JOB) + 10_000);
  }

  private Json.Obj read() {
    return sergeant.get("/v1/incidents/" + incident + "/footage").expect(200);
  }

  private List<Integer> found() {
    Json.Obj footage = read();
    return List.of(footage.items("links").size(), footage.items("candidates").size());
  }

  private void batchAndRead() {
    batch();
    read();
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

  private Json clip(int which) {
    long start = start(which);
    int officer = which % OFFICERS;
    Json.Builder clip =
        Shift.clip("run-" + which, start, start + 20 * MINUTE)
            .put("badge", "pc" + (1201 + officer))
            .put("device", "X60-" + officer);
    if (referenced) {
      boolean here = officer == 0 && Math.floorDiv(start - EVENING, JOB) == 0;
      clip.put("externalIds", Json.texts(List.of(here ? INCIDENT : reference(officer, start))));
    }
    return clip.build();
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
    Json.Obj taken =
        records
            .post("/v1/footage/clips", Json.object().put("items", Json.list(items)).build())
            .expect(200);
    assertThat(Shift.texts(taken, "verdicts", "verdict"))
        .hasSameSizeAs(items)
        .containsOnly("stored");
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
        boolean known = referenced && j % OFFICERS == 0;
        if (!known && (!aboutAlone || (j % OFFICERS == 0 && Math.abs(at - EVENING) < ABOUT))) {
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
