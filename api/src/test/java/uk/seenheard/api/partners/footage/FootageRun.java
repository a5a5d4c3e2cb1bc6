package uk.seenheard.api.partners.footage;

import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;

import java.io.IOException;
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

  private final Shift shift;
  private final Caller records;
  private int clips;

  private FootageRun(Shift shift) {
    this.shift = shift;
    this.records = shift.as("records");
  }

  /** Runs it in folders of its own. */
  public static void main(String[] arguments) throws IOException {
    // Another server first: what is compared is not how warm the machine is.
    try (Shift warm = new Shift(Files.createTempDirectory("footage-warm"))) {
      FootageRun run = new FootageRun(warm);
      Runnable reads = run.reads();
      run.fill(30_000);
      median(reads);
      median(run::batch);
    }
    try (Shift shift = new Shift(Files.createTempDirectory("footage-run"))) {
      new FootageRun(shift).run();
    }
  }

  /** Reads the recordings of an incident that somebody attended. */
  private Runnable reads() {
    String incident = shift.incident("RUN-1");
    shift.attends("pc1201", incident, "RUN-1", EVENING, EVENING + 40 * MINUTE);
    Caller sergeant = shift.as("ps401");
    return () -> sergeant.get("/v1/incidents/" + incident + "/footage").expect(200);
  }

  private void run() {
    String incident = shift.incident("RUN-1");
    shift.attends("pc1201", incident, "RUN-1", EVENING, EVENING + 40 * MINUTE);
    Caller sergeant = shift.as("ps401");
    Runnable reads = () -> sergeant.get("/v1/incidents/" + incident + "/footage").expect(200);
    double emptyRead = median(reads);
    fill(1_000);
    double fewBatch = median(this::batch);
    attend(20_000);
    fill(100_000);
    double manyBatch = median(this::batch);
    double manyRead = median(reads);
    say("incident's recordings read, empty catalogue: %.1f ms", emptyRead);
    say("incident's recordings read, %,d recordings: %.1f ms", clips, manyRead);
    say("ratio: %.2f", manyRead / emptyRead);
    say("batch of 200, 1,000 recordings: %.1f ms", fewBatch);
    say("batch of 200, %,d recordings: %.1f ms", clips, manyBatch);
    say("ratio: %.2f", manyBatch / fewBatch);
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

  private static double median(Runnable work) {
    List<Double> took = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      work.run();
      took.add((System.nanoTime() - begun) / 1e6);
    }
    Collections.sort(took);
    return took.get(TIMES / 2);
  }

  private static void say(String line, Object... values) {
    System.out.println(String.format(Locale.ROOT, line, values));
  }
}
