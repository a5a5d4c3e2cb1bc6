package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.lane;

import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.codec.Json;

/**
 * What is missing, about to be deleted or lost of an incident's recordings is noted in it, stands
 * in the way of authorising, and climbs. Named by the lines of the design.
 */
class FootageDutiesHttpTest {
  private static final long FROM = EVENING;
  private static final long TO = EVENING + 40 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** After the end of the shift and a day for docking. */
  private static final long DOCKED = TO + 12 * HOUR + DAY + 2 * HOUR;

  @TempDir Path folder;
  private Shift shift;
  private String incident;

  @BeforeEach
  void begin() {
    shift = new Shift(folder);
    shift.form = 2;
    incident = shift.incident("CAM-1");
    comes("pc1201");
  }

  @AfterEach
  void end() {
    shift.close();
  }

  private void comes(String person) {
    shift.writes(person, FROM, incident, Officer.set("reference", "CAM-1"));
  }

  private void says(String person, String recording) {
    shift.writes(
        person,
        TO,
        incident,
        Officer.add(
            Officer.entry("attendance"), Json.object().put("recording", recording).build()));
  }

  private static Json.Builder mine(String id) {
    return clip(id, FROM, TO).put("badge", "pc1201");
  }

  private Json.Obj camera(String person) {
    return all(shift.as("ps401").get("/v1/incidents/" + incident).expect(200), "prompts").stream()
        .filter(one -> one.text("prompt").equals(Optional.of("camera." + person)))
        .findFirst()
        .orElseThrow();
  }

  /** The server goes round by itself: what it does is waited for, and never hurried. */
  private static void eventually(Runnable holds) {
    long until = System.nanoTime() + 120_000_000_000L;
    while (true) {
      try {
        holds.run();
        return;
      } catch (AssertionError | NoSuchElementException notYet) {
        if (System.nanoTime() > until) {
          throw notYet;
        }
        LockSupport.parkNanos(200_000_000);
      }
    }
  }

  private void noted(String person, String status) {
    eventually(() -> assertThat(camera(person).text("status")).contains(status));
  }

  private void raised(String duty, String to) {
    eventually(
        () ->
            assertThat(alerts())
                .anySatisfy(
                    alert -> {
                      assertThat(alert.text("duty")).contains(duty);
                      assertThat(alert.text("to")).contains(to);
                    }));
  }

  private List<Json.Obj> alerts() {
    return all(shift.as("insp71").get("/v1/overdue?limit=200").expect(200), "overdue").stream()
        .filter(line -> line.text("incident").equals(Optional.of(incident)))
        .flatMap(line -> all(line, "alerts").stream())
        .toList();
  }

  /** C-1, C3.5: each for themselves, and their word alone does not stand against the catalogue. */
  @Test
  @DisplayName("C-1 C3.5 who has no recording is asked why though they said that it was on")
  void whoHasNoRecordingIsAskedWhyThoughTheySaidThatItWasOn() {
    comes("pc1202");
    says("pc1201", "all");
    says("pc1202", "all");
    assertThat(shift.clips(mine("one"))).hasSize(1);
    assertThat(camera("pc1202").text("status")).contains("settled");

    shift.itIs(DOCKED);
    noted("pc1202", "open");
    assertThat(camera("pc1201").text("status")).contains("settled");
    assertThat(camera("pc1202").isTrue("blocks")).isTrue();
    raised("footage-missing", "officer");

    shift.itIs(DOCKED + DAY + HOUR);
    raised("footage-missing", "supervisor");
  }

  /** C-1, C3.6: a reason that a supervisor accepts lets it go, and the chase ends. */
  @Test
  @DisplayName("C-1 C3.6 an accepted reason stands for the recording")
  void anAcceptedReasonStandsForTheRecording() {
    comes("pc1202");
    says("pc1201", "all");
    says("pc1202", "no");
    assertThat(shift.clips(mine("one"))).hasSize(1);
    shift.itIs(DOCKED);
    shift.handsBack();
    noted("pc1202", "open");
    shift.writes(
        "pc1202",
        DOCKED,
        incident,
        Officer.set(
            "reason.camera.pc1202",
            Json.object().put("code", "battery").put("words", "Flat since ten").build()));
    assertThat(camera("pc1202").text("status")).contains("excused");
    assertThat(camera("pc1202").isTrue("blocks")).isTrue();
    Json.Obj reading = shift.as("ps401").get("/v1/incidents/" + incident).expect(200);
    shift
        .as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", reading.text("frontier"))
                .put(
                    "ops",
                    Json.list(
                        List.of(
                            Json.object()
                                .put("op", "act")
                                .put("act", "accept-reason")
                                .put(
                                    "with",
                                    Json.object()
                                        .put("prompt", "camera.pc1202")
                                        .put("op", camera("pc1202").object("reason").text("op"))
                                        .build())
                                .build())))
                .build())
        .expect(201);
    assertThat(camera("pc1202").isTrue("blocks")).isFalse();
    assertThat(lane(shift.footage("ps401", incident), "pc1202").text("state")).contains("excused");
  }

  /** C-13: without a catalogue nobody is missing anything. */
  @Test
  @DisplayName("C-13 without a catalogue an officers word stands")
  void withoutACatalogueAnOfficersWordStands() {
    says("pc1201", "all");
    shift.itIs(DOCKED);
    shift.writes("pc1203", DOCKED, incident, Officer.set("place", "hall"));
    shift.itIs(DOCKED + HOUR);
    noted("pc1203", "open");
    assertThat(camera("pc1201").text("status")).contains("settled");
    assertThat(alerts()).noneMatch(alert -> alert.text("duty").orElse("").startsWith("footage"));
  }

  /** C-9, C3.8: told at 14, 7 and 2 days; what was held is not; what was deleted is lost. */
  @Test
  @DisplayName("C-9 C3.8 what is about to be deleted climbs and what is gone is lost")
  void whatIsAboutToBeDeletedClimbsAndWhatIsGoneIsLost() {
    says("pc1201", "all");
    long deleteAt = TO + 31 * DAY;
    assertThat(shift.clips(mine("one").put("deleteAt", deleteAt))).hasSize(1);
    shift.itIs(deleteAt - 14 * DAY + HOUR);
    raised("footage-expiring", "officer");
    shift.itIs(deleteAt - 7 * DAY + HOUR);
    raised("footage-expiring", "supervisor");
    shift.itIs(deleteAt - 2 * DAY + HOUR);
    raised("footage-expiring", "inspector");

    assertThat(shift.clips(mine("one").put("version", 2).put("state", "deleted"))).hasSize(1);
    shift.itIs(deleteAt + 2 * DAY);
    raised("footage-lost", "inspector");
    noted("pc1201", "open");
    // What a system says later does not take it back.
    assertThat(shift.clips(mine("one").put("version", 3))).hasSize(1);
    shift.itIs(deleteAt + 4 * DAY);
    raised("footage-lost", "inspector");
  }

  /** C3.8: what its system holds is no longer chased. */
  @Test
  @DisplayName("C3.8 what is held is not chased")
  void whatIsHeldIsNotChased() {
    says("pc1201", "all");
    long deleteAt = TO + 31 * DAY;
    shift.clips(mine("one").put("deleteAt", deleteAt));
    shift.itIs(deleteAt - 14 * DAY + HOUR);
    raised("footage-expiring", "officer");
    shift.clips(mine("one").put("version", 2).put("deleteAt", deleteAt).put("held", true));
    shift.itIs(deleteAt - 12 * DAY);
    eventually(
        () ->
            assertThat(alerts())
                .noneMatch(alert -> alert.text("duty").equals(Optional.of("footage-expiring"))));
  }
}
