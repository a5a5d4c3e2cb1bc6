package uk.seenheard.api.partners.footage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.partners.footage.Shift.EVENING;
import static uk.seenheard.api.partners.footage.Shift.HOUR;
import static uk.seenheard.api.partners.footage.Shift.MINUTE;
import static uk.seenheard.api.partners.footage.Shift.all;
import static uk.seenheard.api.partners.footage.Shift.clip;
import static uk.seenheard.api.partners.footage.Shift.lane;
import static uk.seenheard.api.partners.footage.Shift.texts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.Officer;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** What evidence systems are told of an incident's recordings, and what they answer. */
class EvidenceHttpTest {
  private static final long FROM = EVENING;
  private static final long TO = EVENING + 40 * MINUTE;
  private static final long DAY = 24 * HOUR;

  @TempDir Path folder;
  private Shift shift;
  private String incident;
  private String child;
  private String statement;

  @BeforeEach
  void begin() {
    shift = new Shift(folder);
    shift.form = 2;
    incident = shift.incident("EV-1");
    child = Officer.entry("child");
    statement = Officer.entry("statement");
  }

  @AfterEach
  void end() {
    shift.close();
  }

  private void attends(boolean withChild) {
    shift.writes("pc1201", FROM, incident, Officer.set("reference", "EV-1"));
    if (withChild) {
      shift.writes(
          "pc1201",
          FROM + 12 * MINUTE,
          incident,
          Officer.add(child, Json.EMPTY),
          Officer.set(child + "/name", "Robin"),
          Officer.add(statement, Json.object().put("about", child).put("words", "I hid.").build()));
    }
    shift.writes("pc1201", TO, incident, Officer.set("place", "3 Mill Lane"));
  }

  private static Json.Builder mine(String id) {
    return clip(id, FROM, TO).put("badge", "pc1201");
  }

  private Json.Obj page(String query) {
    return shift.as("records").get("/v1/footage/wishes" + query).expect(200);
  }

  private List<Json.Obj> wishes() {
    return all(page(""), "wishes");
  }

  /** The server goes round by itself: what it does is waited for, and never hurried. */
  private static void eventually(Runnable holds) {
    long until = System.nanoTime() + 120_000_000_000L;
    while (true) {
      try {
        holds.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > until) {
          throw notYet;
        }
        LockSupport.parkNanos(200_000_000);
      }
    }
  }

  private void wished(int many) {
    eventually(() -> assertThat(wishes()).hasSize(many));
  }

  private List<Json.Obj> say(Json.Builder... outcomes) {
    List<Json> items = new ArrayList<>();
    for (Json.Builder one : outcomes) {
      items.add(one.build());
    }
    return all(
        shift
            .as("records")
            .post(
                "/v1/footage/wishes/outcomes",
                Json.object().put("outcomes", Json.list(items)).build())
            .expect(200),
        "verdicts");
  }

  private static Json.Builder outcome(Json.Obj wish, String outcome) {
    return Json.object().put("wish", wish.text("id")).put("outcome", outcome);
  }

  private List<Json.Obj> standing(String person) {
    List<Json.Obj> open = new ArrayList<>();
    all(shift.as(person).get("/v1/footage/standing?days=366").expect(200), "incidents")
        .forEach(one -> open.addAll(all(one, "open")));
    return open;
  }

  @Test
  @DisplayName("C3.8 a recording of an incident with a child is to be held within the hour")
  void holdIsAskedForWithinTheHour() {
    attends(true);
    shift.clips(mine("one"));
    shift.itIs(TO + HOUR);
    wished(1);
    Json.Obj wish = wishes().get(0);
    assertThat(wish.text("type")).contains("uk.seenheard.footage.wish");
    Json.Obj data = wish.object("data");
    assertThat(data.text("clip")).contains("one");
    assertThat(data.text("reference")).contains("EV-1");
    assertThat(data.isTrue("linked")).isTrue();
    assertThat(data.isTrue("hold")).isTrue();
    assertThat(data.text("category")).contains("domestic-abuse");
    Json.Obj bookmark = all(data, "bookmarks").get(0);
    assertThat(bookmark.text("about")).contains(statement);
    assertThat(bookmark.whole("positionMs").orElseThrow())
        .isBetween(12 * MINUTE - 2_000, 12 * MINUTE + 2_000);
    assertThat(wish.canonical()).doesNotContain("hid").doesNotContain("Robin");
    assertThat(shift.server.ledger())
        .anySatisfy(
            note -> {
              assertThat(note.act()).isEqualTo("disclosed-to-evidence");
              assertThat(note.with().items("incidents")).contains(Json.of(incident));
            });
  }

  @Test
  @DisplayName("C3.8 without a child it is linked and not held; taken off, it is let go")
  void whatIsTakenOffIsLetGo() {
    attends(false);
    shift.clips(mine("one"));
    shift.itIs(TO + HOUR);
    wished(1);
    assertThat(wishes().get(0).object("data").isTrue("hold")).isFalse();
    shift.unlink(incident, "one", "It is the house next door").expect(200);
    shift.itIs(TO + 3 * HOUR);
    wished(2);
    Json.Obj data = wishes().get(1).object("data");
    assertThat(data.isTrue("linked")).isFalse();
    assertThat(data.items("bookmarks")).isEmpty();
    String cursor = page("?limit=1").text("cursor").orElseThrow();
    assertThat(all(page("?cursor=" + cursor), "wishes")).hasSize(1);
    assertThat(all(page("?source=other"), "wishes")).isEmpty();
  }

  @Test
  @DisplayName("C-9 a hold that fails is shown until it is done, and what is not held is chased")
  void refusedHoldIsShownAndChased() {
    attends(true);
    long deleteAt = TO + 31 * DAY;
    shift.clips(mine("one").put("deleteAt", deleteAt));
    shift.itIs(TO + HOUR);
    wished(1);
    Json.Obj wish = wishes().get(0);
    assertThat(
            say(
                outcome(wish, "failed").put("path", "hold").put("code", "no-permission"),
                outcome(wish, "failed").put("path", "hold").put("code", "no-permission"),
                outcome(wish, "perhaps"),
                outcome(wish, "failed").put("code", "Not like this"),
                Json.object().put("outcome", "done"),
                Json.object().put("wish", "000000000000001." + incident).put("outcome", "done")))
        .extracting(Shift::verdict)
        .containsExactly("stored", "unchanged", "rejected", "rejected", "rejected", "rejected");
    assertThat(standing("ps401"))
        .anySatisfy(
            line -> {
              assertThat(line.text("state")).contains("refused");
              assertThat(line.text("path")).contains("hold");
              assertThat(line.text("code")).contains("no-permission");
            });
    assertThat(standing("ps402")).isEmpty();
    eventually(
        () ->
            assertThat(standing("pc1201"))
                .extracting(line -> line.text("state").orElse(""))
                .contains("expiring"));
    assertThat(standing("pc1201")).allMatch(line -> line.text("clip").isEmpty());
    assertThat(standing("ps401")).anyMatch(line -> line.text("clip").isPresent());
    assertThat(
            say(
                outcome(wish, "done"),
                outcome(wish, "done"),
                outcome(wish, "failed").put("code", "x")))
        .extracting(Shift::verdict)
        .containsExactly("stored", "unchanged", "stale");
    assertThat(standing("ps401"))
        .extracting(line -> line.text("state").orElse(""))
        .doesNotContain("refused");
  }

  @Test
  @DisplayName(
      "C3.8 a later wish that is done corrects what was refused before; a person may end it")
  void laterWishCorrectsAnEarlierOne() {
    attends(true);
    shift.clips(mine("one"));
    shift.itIs(TO + HOUR);
    wished(1);
    say(outcome(wishes().get(0), "failed").put("path", "category").put("code", "unknown"));
    shift.unlink(incident, "one", "It is the house next door").expect(200);
    shift.itIs(TO + 3 * HOUR);
    wished(2);
    say(outcome(wishes().get(1), "failed").put("code", "busy"));
    assertThat(standing("insp71")).hasSize(2);
    Json.Obj reason = Json.object().put("reason", "Done by hand").build();
    String second = wishes().get(1).text("id").orElseThrow();
    Caller inspector = shift.as("insp71");
    inspector.post("/v1/footage/wishes/" + second + "/end", reason).expect(200);
    assertThat(inspector.post("/v1/footage/wishes/" + second + "/end", reason).status())
        .isEqualTo(404);
    assertThat(standing("insp71")).hasSize(1);
    say(outcome(wishes().get(1), "done"));
    assertThat(standing("insp71")).isEmpty();
  }

  @Test
  @DisplayName("C-12 erasure: the feed says unlink, and no projection has a recording's name")
  void erasureTellsTheEvidenceSystemAndLeavesNoName() {
    attends(true);
    shift.clips(mine("unmistakable-clip").put("clock", "edited"));
    shift.link(incident, "unmistakable-clip", Optional.of("I watched it")).expect(200);
    shift.itIs(TO + HOUR);
    wished(1);
    say(outcome(wishes().get(0), "failed").put("code", "busy"));
    shift
        .as("insp71")
        .post(
            "/v1/incidents/" + incident + "/erasure",
            Json.object().put("ground", "DPA 2018 s.47").put("reason", "r").build())
        .expect(200);
    wished(1);
    Json.Obj erased = wishes().get(0);
    assertThat(erased.text("type")).contains("uk.seenheard.footage.erased");
    assertThat(erased.object("data").isTrue("linked")).isFalse();
    assertThat(erased.text("subject")).contains(incident);
    assertThat(erased.canonical()).doesNotContain("unmistakable-clip");
    assertThat(say(outcome(erased, "done"))).extracting(Shift::verdict).containsExactly("stored");
    assertThat(standing("insp71")).isEmpty();
    for (String projection :
        List.of(
            "attendances",
            "spoken",
            "footagewishes",
            "footageoutcomes",
            "cards",
            "changes",
            "footage")) {
      assertThat(shift.stored(projection).toString())
          .as(projection)
          .doesNotContain("unmistakable-clip");
    }
    for (String projection : List.of("attendances", "spoken")) {
      assertThat(shift.stored(projection).toString()).as(projection).doesNotContain(incident);
    }
  }

  @Test
  @DisplayName("C3.9 a sensitive recording is for supervisors and up; opening one is in the ledger")
  void sensitiveRecordingIsForSupervisorsAndOpeningIsALook() {
    attends(true);
    shift.clips(mine("one"));
    Json.Obj open = Json.object().put("source", "vault").put("clip", "one").build();
    String opening = "/v1/incidents/" + incident + "/footage/openings";
    assertThat(shift.as("pc1201").post(opening, open).expect(200).text("url"))
        .contains("https://evidence.marlshire.example/one");
    assertThat(shift.as("ps402").post(opening, open).status()).isEqualTo(404);
    shift
        .as("ps401")
        .post(
            "/v1/incidents/" + incident + "/footage/links",
            Json.object()
                .put("source", "vault")
                .put("clip", "one")
                .put("linked", true)
                .put("reason", "The bathroom is on it")
                .put("sensitive", "nudity")
                .build())
        .expect(200);
    Json.Obj officers = shift.footage("pc1201", incident);
    assertThat(officers.canonical()).doesNotContain("\"one\"");
    assertThat(officers.whole("withheld")).contains(1L);
    assertThat(lane(officers, "pc1201").text("state")).contains("met");
    assertThat(shift.as("pc1201").post(opening, open).status()).isEqualTo(400);
    assertThat(texts(shift.footage("ps401", incident), "links", "sensitive"))
        .containsExactly("nudity");
    shift.as("ps401").post(opening, open).expect(200);
    assertThat(shift.server.ledger())
        .filteredOn(note -> note.with().text("view").equals(Optional.of("footage-opened")))
        .extracting(note -> note.by())
        .containsExactly("pc1201", "ps401");
  }

  @Test
  @DisplayName("C3.9 an officer's mark has its place in the recording, and goes with an erasure")
  void markHasItsPlace() {
    attends(true);
    String mark = Officer.entry("mark");
    shift.writes(
        "pc1201",
        TO + MINUTE,
        incident,
        Officer.add(mark, Json.object().put("about", child).put("what", "injury").build()));
    shift.clips(clip("one", FROM, TO + 2 * MINUTE).put("badge", "pc1201"));
    Json.Obj footage = shift.footage("ps401", incident);
    assertThat(all(footage, "pins"))
        .anySatisfy(
            pin -> {
              assertThat(pin.text("about")).contains(mark);
              assertThat(pin.whole("positionMs").orElseThrow())
                  .isBetween(41 * MINUTE - 2_000, 41 * MINUTE + 2_000);
            });
  }

  @Test
  @DisplayName("C3.10 the schedule has every recording of who attended, linked or not, and to whom")
  void scheduleHasEveryRecording() {
    attends(true);
    shift.clips(mine("one"), mine("unclear").put("clock", "edited"));
    String at = "/v1/incidents/" + incident + "/footage";
    Json.Builder said = Json.object().put("source", "vault").put("clip", "unclear");
    shift
        .as("ps401")
        .post(at + "/relevance", said.put("relevant", "unsure").put("why", "=dark").build())
        .expect(200);
    Json.Obj given =
        Json.object()
            .put("source", "vault")
            .put("clip", "one")
            .put("to", "cps")
            .put("purpose", "Charging decision, \"urgent\"")
            .put("basis", "CPIA 1996 s.3")
            .put("redactedAs", "one-r1")
            .build();
    shift.as("ps401").post(at + "/disclosures", given).expect(200);
    assertThat(shift.as("pc1201").post(at + "/disclosures", given).status()).isEqualTo(403);
    assertThat(shift.as("pc1201").get(at + ".csv").status()).isEqualTo(403);
    String csv = shift.as("ps401").get(at + ".csv").body();
    List<String> lines = csv.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("source,clip,officer,from,to");
    assertThat(csv)
        .contains("vault,one,pc1201,")
        .contains(",by rule,not said,,cps,")
        .contains("\"Charging decision, \"\"urgent\"\"\",CPIA 1996 s.3,one-r1")
        .contains(",no,unsure,'=dark,");
    assertThat(all(shift.footage("ps401", incident), "links"))
        .extracting(link -> link.whole("disclosures").orElse(0L))
        .containsExactly(1L);
    Json.Obj nothing =
        Json.object().put("source", "vault").put("clip", "no-such").put("relevant", "no").build();
    assertThat(shift.as("ps401").post(at + "/relevance", nothing).expect(400).text("field"))
        .contains("clip");
  }

  static String hash(String... lines) {
    return Hash.of(
            "seenheard/footage-list/1\n" + String.join("", lines).replace(';', '\n'),
            new JdkDigests())
        .hex();
  }

  private Caller.Answer snapshot(long uploaded, int count, String hash, String... ids) {
    List<Json> items = new ArrayList<>();
    for (String id : ids) {
      items.add(Json.object().put("id", id).put("version", 1).build());
    }
    return shift
        .as("records")
        .post(
            "/v1/footage/snapshots",
            Json.object()
                .put("source", "vault")
                .put("from", uploaded - HOUR)
                .put("to", uploaded + HOUR)
                .put("count", count)
                .put("hash", hash)
                .put("items", Json.list(items))
                .build());
  }

  @Test
  @DisplayName("D0 a full list withdraws what it leaves out, only if its count and hash fit")
  void fullListWithdrawsWhatItLeavesOut() {
    attends(true);
    shift.clips(mine("one"), mine("two"));
    long uploaded = TO + 6 * HOUR;
    shift.itIs(uploaded + HOUR);
    String day = java.time.Instant.ofEpochMilli(uploaded).toString().substring(0, 10);
    String asked = "/v1/footage/reconciliation?source=vault&day=" + day;
    Json.Obj tally = shift.as("records").get(asked).expect(200);
    assertThat(tally.whole("count")).contains(2L);
    assertThat(tally.text("hash")).contains(hash("one 1;two 1;"));
    assertThat(snapshot(uploaded, 2, hash("one 1;"), "one").expect(400).text("field"))
        .contains("count");
    assertThat(snapshot(uploaded, 1, hash("two 1;"), "one").expect(400).text("field"))
        .contains("hash");
    assertThat(shift.as("records").get(asked).expect(200).whole("count")).contains(2L);
    Json.Obj closed = snapshot(uploaded, 2, hash("new 1;one 1;"), "one", "new").expect(200);
    assertThat(closed.whole("withdrawn")).contains(1L);
    assertThat(closed.items("wanted")).containsExactly(Json.of("new"));
    assertThat(shift.as("records").get(asked).expect(200).whole("count")).contains(1L);
    assertThat(texts(shift.footage("ps401", incident), "links", "state"))
        .containsExactlyInAnyOrder("present", "missing");
    // Said again as it was, it is there again.
    assertThat(shift.clips(mine("two"))).extracting(Shift::verdict).containsExactly("stored");
    assertThat(shift.clips(mine("two"))).extracting(Shift::verdict).containsExactly("unchanged");
    assertThat(texts(shift.footage("ps401", incident), "links", "state"))
        .containsExactly("present", "present");
  }

  @Test
  @DisplayName("C4 Axon's files, both ways")
  void axonsFilesBothWays() throws Exception {
    attends(true);
    String csv =
        new String(
            EvidenceHttpTest.class.getResourceAsStream("axon-evidence.csv").readAllBytes(),
            java.nio.charset.StandardCharsets.UTF_8);
    List<Json.Obj> verdicts =
        all(
            shift
                .as("records")
                .post(
                    "/v1/footage/axon", Json.object().put("source", "axon").put("csv", csv).build())
                .expect(200),
            "verdicts");
    assertThat(verdicts)
        .extracting(line -> Shift.verdict(line) + ' ' + line.text("path").orElse(""))
        .containsExactly("stored ", "stored ", "rejected badge", "rejected startAt");
    Json.Obj footage = shift.footage("ps401", incident);
    assertThat(texts(footage, "links", "clip")).containsExactly("EV-1001");
    assertThat(footage.canonical()).doesNotContain("Ashdown");
    Caller records = shift.as("records");
    assertThat(
            records
                .post(
                    "/v1/footage/axon",
                    Json.object().put("source", "axon").put("csv", "a,b\r\n1,2\r\n").build())
                .expect(400)
                .text("field"))
        .contains("csv");
    String day = java.time.Instant.ofEpochMilli(FROM).toString().substring(0, 10);
    List<String> rows = records.get("/v1/footage/axon.csv?day=" + day).body().lines().toList();
    assertThat(rows.get(0))
        .isEqualTo(
            "Event ID,Officer Badge ID,Officer Dispatched DateTime,Officer Cleared DateTime");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1)).matches("EV-1,pc1201,2026-11-20T[0-9:]{8}Z,2026-11-20T[0-9:]{8}Z");
  }
}
