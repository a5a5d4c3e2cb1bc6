package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/** The evidence system that sends everything twice, in the wrong order, a day late. */
class DisorderlyFootageHttpTest {
  private static final long TO = EVENING + 40 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long FAST = 7 * MINUTE;
  private static final String REFERENCE = "LATE-1";

  @TempDir Path folder;

  private static String happens(Shift shift) {
    shift.form = 2;
    String incident = shift.incident(REFERENCE);
    for (String person : List.of("pc1201", "pc1202")) {
      shift.writes(person, EVENING, incident, Officer.set("reference", REFERENCE));
    }
    for (String person : List.of("pc1201", "pc1202")) {
      shift.writes(
          person,
          TO,
          incident,
          Officer.add(Officer.entry("attendance"), Json.object().put("recording", "all").build()));
    }
    return incident;
  }

  /** Everything that is ever said, as it is said in order. */
  private static List<Json.Builder> everything() {
    List<Json.Builder> all = new ArrayList<>();
    for (int version = 1; version <= 3; version++) {
      // The clock is compared later, and later still it is held.
      all.add(
          clip("mine", EVENING + FAST, TO + FAST)
              .put("version", version)
              .put("badge", "pc1201")
              .put("clockOffsetMs", version == 1 ? 0 : FAST)
              .put("held", version == 3)
              .put("deleteAt", TO + 31 * DAY));
      all.add(
          clip("theirs", EVENING, TO)
              .put("version", version)
              .put("device", "X60-2")
              .put("state", version == 2 ? "missing" : "present"));
    }
    return all;
  }

  private static Json.Builder carried(int version) {
    return Json.object()
        .put("source", "vault")
        .put("id", "issue-2")
        .put("version", version)
        .put("device", "X60-2")
        .put("person", version == 1 ? "pc1204" : "pc1202")
        .put("from", EVENING - HOUR)
        .put("to", TO + HOUR);
  }

  @Test
  void whatComesTwiceInTheWrongOrderADayLateIsAsIfItHadComeInOrder() {
    String expected;
    try (Shift orderly = new Shift(folder.resolve("orderly"))) {
      String incident = happens(orderly);
      everything().forEach(orderly::clips);
      orderly.handIn("carried", carried(1));
      orderly.handIn("carried", carried(2));
      orderly.itIs(TO + 12 * HOUR + DAY + 3 * HOUR);
      expected = stands(orderly, incident);
      assertThat(expected).contains("\"mine\"").contains("\"theirs\"").doesNotContain("missing");
    }
    for (long seed = 1; seed <= 3; seed++) {
      try (Shift late = new Shift(folder.resolve("late-" + seed))) {
        String incident = happens(late);
        // By now both are noted as missing, and asked why.
        late.clips(clip("another", EVENING - 9 * DAY, EVENING - 9 * DAY).put("badge", "pc1204"));
        late.itIs(TO + 12 * HOUR + DAY + 2 * HOUR);
        asked(late, incident, "pc1201", "open");
        asked(late, incident, "pc1202", "open");

        List<Json.Builder> all = new ArrayList<>(everything());
        all.addAll(everything());
        Collections.shuffle(all, new Random(seed));
        late.handIn("carried", carried(2));
        late.handIn("carried", carried(1));
        all.forEach(late::clips);
        late.clips(everything().toArray(Json.Builder[]::new));
        late.itIs(TO + 12 * HOUR + DAY + 3 * HOUR);
        assertThat(stands(late, incident)).as("seed %d", seed).isEqualTo(expected);
        late.itIs(TO + 12 * HOUR + DAY + 4 * HOUR);
        asked(late, incident, "pc1201", "settled");
        asked(late, incident, "pc1202", "settled");
      }
    }
  }

  /** Nothing that reached it since is taken to be gone: an early list names no later recording. */
  @Test
  void listOfATimeThatIsNotOverWithdrawsNothing() {
    try (Shift shift = new Shift(folder)) {
      String incident = happens(shift);
      long uploaded = TO + 6 * HOUR;
      shift.itIs(uploaded + MINUTE);
      shift.clips(clip("mine", EVENING, TO).put("badge", "pc1201").put("uploadedAt", uploaded));
      Json.Obj early =
          Json.object()
              .put("source", "vault")
              .put("from", uploaded - HOUR)
              .put("to", uploaded + HOUR)
              .put("count", 0)
              .put("hash", EvidenceHttpTest.hash())
              .put("items", Json.list(List.of()))
              .build();
      assertThat(shift.as("records").post("/v1/footage/snapshots", early).expect(400).text("field"))
          .contains("to");
      assertThat(stands(shift, incident)).contains("\"present\"");
      shift.itIs(uploaded + HOUR);
      assertThat(
              shift
                  .as("records")
                  .post("/v1/footage/snapshots", early)
                  .expect(200)
                  .whole("withdrawn"))
          .as("the same once it is over")
          .contains(1L);
    }
  }

  private static String stands(Shift shift, String incident) {
    Json.Obj footage = shift.footage("ps401", incident);
    return Json.object()
        .put("lanes", Json.list(footage.items("lanes")))
        .put("links", Json.list(footage.items("links")))
        .put("candidates", Json.list(footage.items("candidates")))
        .build()
        .canonical();
  }

  /** The server goes round by itself: what it does is waited for, and never hurried. */
  private static void asked(Shift shift, String incident, String person, String status) {
    long until = System.nanoTime() + 120_000_000_000L;
    while (true) {
      try {
        assertThat(
                all(shift.as("ps401").get("/v1/incidents/" + incident).expect(200), "prompts")
                    .stream()
                    .filter(one -> one.text("prompt").equals(Optional.of("camera." + person)))
                    .findFirst()
                    .orElseThrow()
                    .text("status"))
            .as(person)
            .contains(status);
        return;
      } catch (AssertionError | NoSuchElementException notYet) {
        if (System.nanoTime() > until) {
          throw notYet;
        }
        LockSupport.parkNanos(200_000_000);
      }
    }
  }
}
