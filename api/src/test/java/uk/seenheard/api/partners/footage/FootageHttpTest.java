package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.lane;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.reading.Days;

/**
 * Recordings are matched, offered, put beside an incident and taken off, through the public API.
 */
class FootageHttpTest {
  private static final Optional<String> NONE = Optional.empty();

  @TempDir static Path folder;
  private static Shift shift;
  private static int used;

  private String reference;
  private String incident;
  private String clip;
  private long from;
  private long to;

  @BeforeAll
  static void start() {
    shift = new Shift(folder);
  }

  @AfterAll
  static void stop() {
    shift.close();
  }

  /** Each line has an incident, a recording and three hours of its own. */
  @BeforeEach
  void another() {
    used++;
    reference = "BWV-" + used;
    clip = "clip-" + used;
    // Forwards only, as the clock of a server goes; each with a shift of its own.
    shift.handsBack();
    from = shift.now.get() + 15 * HOUR;
    shift.now.set(from);
    incident = shift.incident(reference);
    to = from + 40 * MINUTE;
  }

  private void attend(String... people) {
    for (String person : people) {
      shift.writes(person, from, incident, Officer.set("reference", reference));
    }
    for (String person : people) {
      shift.writes(person, to, incident, Officer.set("place", person));
    }
  }

  private Json.Builder mine(long start, long end) {
    return clip(clip, start, end).put("badge", "pc1201");
  }

  private Json.Obj seen() {
    return shift.footage("ps401", incident);
  }

  private Json.Obj candidate() {
    return all(seen(), "candidates").stream()
        .filter(one -> one.text("clip").equals(Optional.of(clip)))
        .findFirst()
        .orElseThrow();
  }

  /** C-1. */
  @Test
  @DisplayName("C-1 one officers recording never stands for anothers")
  void oneOfficersRecordingNeverStandsForAnothers() {
    attend("pc1201", "pc1202");
    shift.clips(mine(from, to));
    assertThat(all(seen(), "links")).allMatch(link -> link.isTrue("byRule")).hasSize(1);
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
    assertThat(lane(seen(), "pc1202").text("state")).contains("awaited");
    shift.now.set(to + 12 * HOUR + 24 * HOUR + MINUTE);
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
    assertThat(lane(seen(), "pc1202").text("state")).contains("missing");
  }

  /** C-2, the camera's error known. */
  @Test
  @DisplayName("C-2 C3.3 camera that is seven minutes fast is put right")
  void cameraThatIsSevenMinutesFastIsPutRight() {
    attend("pc1201");
    long fast = 7 * MINUTE;
    shift.clips(mine(from + fast, to + fast).put("clockOffsetMs", fast));
    assertThat(texts(seen(), "links", "clip")).containsExactly(clip);
    Json.Obj shows = all(seen(), "links").get(0).object("shows");
    assertThat(shows.whole("from")).contains(from);
    assertThat(shows.whole("to")).contains(to);
  }

  /** C-2, its error unknown. */
  @Test
  @DisplayName(
      "C-2 C3.4 recording seven minutes off by an unknown clock is likely and is not linked without"
          + " words")
  void recordingSevenMinutesOffByAnUnknownClockIsLikelyAndIsNotLinkedWithoutWords() {
    attend("pc1201");
    shift.clips(
        Json.object()
            .put("source", "vault")
            .put("id", clip)
            .put("version", 1)
            .put("device", "X60-1")
            .put("badge", "pc1201")
            .put("startAt", to + 37 * MINUTE)
            .put("endAt", to + 60 * MINUTE)
            .put("clock", "camera")
            .put("uploadedAt", to + 3 * HOUR)
            .put("state", "present"));
    assertThat(candidate().text("certainty")).contains("likely");
    assertThat(candidate().items("reasons")).isNotEmpty();
    assertThat(shift.link(incident, clip, NONE).expect(400).text("field")).contains("reason");
    assertThat(all(seen(), "links")).isEmpty();
    shift.link(incident, clip, Optional.of("I watched it: it is this house")).expect(200);
    assertThat(texts(seen(), "links", "clip")).containsExactly(clip);
  }

  /** C-3. */
  @Test
  @DisplayName("C-3 C3.3 camera without a clock is linked by hand only")
  void cameraWithoutAClockIsLinkedByHandOnly() {
    attend("pc1201");
    shift.clips(mine(0, 30 * MINUTE).put("clock", "unset").put("uploadedAt", to + 3 * HOUR));
    assertThat(candidate().text("certainty")).contains("by-hand");
    assertThat(shift.link(incident, clip, NONE).status()).isEqualTo(400);
    shift.link(incident, clip, Optional.of("It was the only one she made")).expect(200);
    assertThat(lane(seen(), "pc1201").text("state")).contains("awaited");
  }

  /** C-5. */
  @Test
  @DisplayName("C-5 C3.4 recording of two jobs is offered to both and linked to each with its part")
  void recordingOfTwoJobsIsOfferedToBothAndLinkedToEachWithItsPart() {
    String second = shift.incident(reference + "-B");
    shift.attends("pc1201", incident, reference, from, from + 20 * MINUTE);
    shift.attends("pc1201", second, reference + "-B", from + 30 * MINUTE, from + 50 * MINUTE);
    shift.clips(mine(from, from + 50 * MINUTE));
    for (String each : List.of(incident, second)) {
      Json.Obj offered = all(shift.footage("ps401", each), "candidates").get(0);
      assertThat(offered.text("certainty")).contains("likely");
      assertThat(offered.items("reasons"))
          .contains(Json.of("Its officer was at another incident about that time."));
    }
    Optional<String> why = Optional.of("Both jobs are on it");
    shift.link(incident, clip, why, Optional.of(new long[] {from, from + 20 * MINUTE})).expect(200);
    shift
        .link(second, clip, why, Optional.of(new long[] {from + 30 * MINUTE, from + 50 * MINUTE}))
        .expect(200);
    for (String each : List.of(incident, second)) {
      assertThat(lane(shift.footage("ps401", each), "pc1201").text("state")).contains("met");
    }
    shift.unlink(second, clip, "It was another house").expect(200);
    assertThat(lane(shift.footage("ps401", second), "pc1201").text("state")).contains("awaited");
    assertThat(all(shift.footage("ps401", second), "candidates").get(0).text("certainty"))
        .contains("by-hand");
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
  }

  /** C-9, as far as the recording is lost. */
  @Test
  @DisplayName("C-9 C3.8 linked recording that is deleted is lost and stays")
  void linkedRecordingThatIsDeletedIsLostAndStays() {
    attend("pc1201");
    shift.clips(mine(from, to));
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
    shift.clips(mine(from, to).put("version", 2).put("state", "deleted"));
    assertThat(lane(seen(), "pc1201").text("state")).contains("lost");
    assertThat(texts(seen(), "links", "state")).containsExactly("deleted");
  }

  /** C-10: the handset is forty seconds slow. */
  @Test
  @DisplayName("C-10 C3.7 statement lies where the child spoke")
  void statementLiesWhereTheChildSpoke() {
    shift.writes("pc1201", from, incident, Officer.set("reference", reference));
    long spoke = from + 12 * MINUTE + 10_000;
    Officer officer = shift.officer("pc1201");
    String child = Officer.entry("child");
    String statement = Officer.entry("statement");
    officer.byClock(() -> spoke - 40_000);
    shift.writes(
        "pc1201",
        spoke,
        incident,
        Officer.add(child, Json.EMPTY),
        Officer.add(statement, Json.object().put("about", child).put("words", "I hid.").build()));
    officer.byClock(shift.now::get);
    shift.writes("pc1201", to, incident, Officer.set("place", "here"));
    shift.clips(mine(from, to).put("preEventMs", 30_000));
    Json.Obj pin = all(seen(), "pins").get(0);
    assertThat(pin.text("about")).contains(statement);
    long truth = spoke - from + 30_000;
    assertThat(pin.whole("positionMs").orElseThrow() - truth).isBetween(-2_000L, 2_000L);
    assertThat(pin.whole("uncertaintyMs").orElseThrow()).isLessThanOrEqualTo(5_000);
    assertThat(seen().items("notOnCamera")).isEmpty();
    shift.unlink(incident, clip, "Wrong").expect(200);
    assertThat(seen().items("pins")).isEmpty();
    assertThat(seen().items("notOnCamera")).containsExactly(Json.of(statement));
  }

  /** What was written on paper lies where it was written, not at the station where it was typed. */
  @Test
  void statementFromTheNotebookLiesWhereItWasWrittenAndStretchesNobodysTimeThere() {
    shift.writes("pc1201", from, incident, Officer.set("reference", reference));
    shift.writes("pc1201", to, incident, Officer.set("place", "here"));
    long written = from + 12 * MINUTE - from % MINUTE;
    String child = Officer.entry("child");
    String statement = Officer.entry("statement");
    shift.writes("pc1201", to + 5 * HOUR, incident, Officer.add(child, Json.EMPTY), paper(written));
    shift.writes(
        "pc1201",
        to + 5 * HOUR + MINUTE,
        incident,
        Officer.add(statement, Json.object().put("about", child).put("words", "I hid.").build()),
        paper(written));
    shift.clips(mine(from, to));
    Json.Obj pin = all(seen(), "pins").get(0);
    assertThat(pin.text("about")).contains(statement);
    assertThat(pin.whole("positionMs")).contains(written - from);
    assertThat(pin.whole("uncertaintyMs").orElseThrow()).isGreaterThanOrEqualTo(5 * MINUTE);
    assertThat(lane(seen(), "pc1201").whole("to").orElseThrow()).isLessThan(to + MINUTE);

    String later = Officer.entry("statement");
    shift.writes(
        "pc1201",
        to + 5 * HOUR + 2 * MINUTE,
        incident,
        Officer.add(later, Json.object().put("about", child).put("words", "He hit her").build()),
        paper(to + 9 * HOUR));
    // Nobody wrote it later than it was entered: it lies nowhere.
    assertThat(texts(seen(), "pins", "about")).doesNotContain(later);
  }

  private static Operation paper(long at) {
    return new Noted("notebook", Days.text(at)).act(new Hash("0".repeat(64)));
  }

  /** C-12, as far as something is kept here. */
  @Test
  @DisplayName("C-12 erasure leaves neither link nor attendance")
  void erasureLeavesNeitherLinkNorAttendance() {
    attend("pc1201");
    shift.clips(mine(from, to).put("clock", "edited"));
    shift.link(incident, clip, Optional.of("I watched it")).expect(200);
    shift
        .as("insp71")
        .post(
            "/v1/incidents/" + incident + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "r").build())
        .expect(200);
    assertThat(shift.as("insp71").get("/v1/incidents/" + incident + "/footage").body())
        .doesNotContain(clip)
        .doesNotContain("pc1201");
  }

  /** C-13. */
  @Test
  @DisplayName("C-13 without a catalogue nothing is claimed and nothing fails")
  void withoutACatalogueNothingIsClaimedAndNothingFails() {
    attend("pc1201");
    assertThat(lane(seen(), "pc1201").text("state")).contains("awaited");
    assertThat(seen().items("candidates")).isEmpty();
    assertThat(lane(seen(), "pc1201").whole("from").orElseThrow()).isBetween(from - 1_000, from);
  }

  @Test
  @DisplayName("C3.1 who carried the camera is its officer and two at once are nobody for certain")
  void whoCarriedTheCameraIsItsOfficerAndTwoAtOnceAreNobodyForCertain() {
    attend("pc1201", "pc1202");
    shift.clips(clip(clip, from, to).put("device", "X60-" + clip));
    assertThat(all(seen(), "candidates")).isEmpty();
    Json.Builder issue =
        Json.object()
            .put("source", "vault")
            .put("id", "issue-" + clip)
            .put("version", 1)
            .put("device", "X60-" + clip)
            .put("person", "pc1201")
            .put("from", from - HOUR)
            .put("to", to + HOUR);
    assertThat(shift.handIn("carried", issue)).extracting(Shift::verdict).contains("stored");
    assertThat(texts(seen(), "links", "clip")).containsExactly(clip);
    assertThat(texts(seen(), "links", "person")).containsExactly("pc1201");
    shift.handIn("carried", issue.put("id", "other-" + clip).put("person", "pc1204"));
    assertThat(candidate().text("certainty")).contains("likely");
    assertThat(candidate().text("person")).isEmpty();
  }

  @Test
  @DisplayName("C3.4 what a person took off is not linked by rule again")
  void whatAPersonTookOffIsNotLinkedByRuleAgain() {
    attend("pc1201");
    shift.clips(mine(from, to));
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
    assertThat(shift.unlink(incident, clip, " ").status()).isEqualTo(400);
    shift.unlink(incident, clip, "It is the house next door").expect(200);
    shift.clips(mine(from, to).put("version", 2));
    assertThat(all(seen(), "links")).isEmpty();
    assertThat(candidate().text("certainty")).contains("by-hand");
    assertThat(lane(seen(), "pc1201").text("state")).contains("awaited");
  }

  /** What is computed goes with what it was computed from. */
  @Test
  @DisplayName("C3.3 clock error that is found later moves the recording to where it belongs")
  void clockErrorThatIsFoundLaterMovesTheRecordingToWhereItBelongs() {
    attend("pc1201");
    long fast = 3 * HOUR;
    shift.clips(mine(from + fast, to + fast));
    assertThat(all(seen(), "links")).isEmpty();
    shift.clips(mine(from + fast, to + fast).put("version", 2).put("clockOffsetMs", fast));
    assertThat(lane(seen(), "pc1201").text("state")).contains("met");
  }

  @Test
  @DisplayName("C3.2 desk work of days later is no attendance")
  void deskWorkOfDaysLaterIsNoAttendance() {
    attend("pc1201");
    shift.writes("pc1201", to + 10 * HOUR, incident, Officer.set("note", "corrected"));
    assertThat(all(seen(), "lanes")).hasSize(1);
    assertThat(lane(seen(), "pc1201").whole("to").orElseThrow()).isBetween(to - 1_000, to);
  }

  @Test
  @DisplayName("C3.9 only who sees the incident sees its recordings and each look is written down")
  void onlyWhoSeesTheIncidentSeesItsRecordingsAndEachLookIsWrittenDown() {
    attend("pc1201");
    shift.clips(mine(from, to));
    String path = "/v1/incidents/" + incident + "/footage";
    assertThat(shift.as("pc1204").get(path).status()).isEqualTo(404);
    assertThat(shift.as("ps402").get(path).status()).isEqualTo(404);
    assertThat(shift.as("records").get(path).status()).isEqualTo(403);
    shift.footage("pc1201", incident);
    assertThat(shift.server.ledger())
        .anySatisfy(
            note -> {
              assertThat(note.by()).isEqualTo("pc1201");
              assertThat(note.with().text("view")).contains("footage");
              assertThat(note.with().items("incidents")).contains(Json.of(incident));
            });
  }

  @Test
  @DisplayName("C3.9 what its system restricts is not told to an officer")
  void whatItsSystemRestrictsIsNotToldToAnOfficer() {
    attend("pc1201");
    shift.clips(mine(from, to).put("access", "restricted"));
    Json.Obj officers = shift.footage("pc1201", incident);
    assertThat(officers.canonical()).doesNotContain(clip);
    assertThat(officers.whole("withheld")).contains(1L);
    assertThat(lane(officers, "pc1201").text("state")).contains("met");
    assertThat(texts(seen(), "links", "clip")).containsExactly(clip);
  }

  @Test
  void linkSaidTwiceIsOneActAndAnUnknownRecordingIsNone() {
    attend("pc1201");
    shift.clips(mine(from, to).put("clock", "edited"));
    shift.link(incident, clip, Optional.of("I watched it")).expect(200);
    shift.link(incident, clip, Optional.of("I watched it")).expect(200);
    String acts = shift.as("ps401").get("/v1/incidents/" + incident).body();
    assertThat(acts.split("decide-footage-linked", -1)).hasSize(2);
    assertThat(shift.link(incident, "nothing", Optional.of("why")).expect(400).text("field"))
        .contains("clip");
  }
}
