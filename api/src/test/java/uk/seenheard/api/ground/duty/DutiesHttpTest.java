package uk.seenheard.api.ground.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.set;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.Officer;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;

/** Duties and what earlier incidents say about a child, as a supervisor reads them. */
class DutiesHttpTest {
  private static final AtomicLong NOW = new AtomicLong(ms("2026-11-25T12:00:00Z"));
  @TempDir static Path data;
  private static LiveServer server;

  @BeforeAll
  static void start() {
    server = LiveServer.start(data, NOW::get, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static long ms(String moment) {
    return Instant.parse(moment).toEpochMilli();
  }

  private static Json.Obj look(String person, String incident) {
    return Caller.signedIn(server.url(), person).get("/v1/incidents/" + incident).expect(200);
  }

  private static Json.Obj duty(Json.Obj incident, String id) {
    return incident.items("duties").stream()
        .map(Json.Obj.class::cast)
        .filter(duty -> duty.text("duty").orElse("").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no duty " + id));
  }

  private static Optional<String> due(Json.Obj duty) {
    return duty.whole("due").map(at -> Instant.ofEpochMilli(at).toString());
  }

  @Test
  void theSchoolIsToldBeforeTheNextSchoolDayAndTheCardMovesWithTheClock() {
    Officer officer = Officer.onShift(server.url(), "pc1201");
    String incident = officer.incident("DUTY-1");
    officer.record(
        incident,
        set("happened", "2026-11-27T22:10Z"),
        add("child/c1", Json.object().put("name", "Ivo").put("dob", "2018-05-04").build()));
    NOW.set(ms("2026-11-27T22:30:00Z"));
    officer.sendAll();

    Json.Obj before = duty(look("ps401", incident), "encompass");
    assertThat(before.text("state")).contains("due");
    assertThat(due(before)).contains("2026-11-30T08:45:00Z");
    assertThat(before.whole("warnFrom")).contains(ms("2026-11-30T06:45:00Z"));
    assertThat(before.text("subject")).contains("child/c1");
    assertThat(before.text("sentence").orElse("")).contains("Ivo");

    NOW.set(ms("2026-11-30T07:00:00Z"));
    assertThat(duty(look("ps401", incident), "encompass").text("state")).contains("warned");
    NOW.set(ms("2026-11-30T08:46:00Z"));
    assertThat(duty(look("ps401", incident), "encompass").text("state")).contains("breached");

    Change told =
        officer.record(
            incident,
            add(
                "referral/r1",
                Json.object().put("kind", "encompass").put("about", "child/c1").build()));
    officer.sendAll();
    Json.Obj after = duty(look("ps401", incident), "encompass");
    assertThat(after.text("state")).contains("settled");
    assertThat(after.object("settled").text("op")).contains(told.id(0).toString());
    assertThat(after.object("settled").object("by").text("id")).contains("pc1201");
  }

  /** Written, told and confirmed are three words; which one a duty needs, the form says. */
  @Test
  void aSchoolNoticeThatIsWrittenIsNotToldUntilSomebodyIsNamedWhoTookIt() {
    Officer officer =
        Officer.onShift(server.url(), "pc1201").with(new FormRef("domestic-abuse", 2));
    String incident = officer.incident("DUTY-TOLD");
    officer.record(
        incident,
        add("child/c1", Json.object().put("name", "Ivo").put("dob", "2018-05-04").build()),
        set("child/c1/setting", "school"));
    Change written =
        officer.record(
            incident,
            add(
                "referral/r1",
                Json.object().put("kind", "encompass").put("about", "child/c1").build()));
    NOW.set(ms("2026-12-04T22:30:00Z"));
    officer.sendAll();
    Json.Obj before = duty(look("ps401", incident), "encompass");
    assertThat(before.text("state")).contains("due");
    assertThat(before.text("settledBy")).contains("told");
    assertThat(before.object("written").text("op")).contains(written.id(0).toString());
    assertThat(before.get("told")).isEmpty();
    assertThat(before.get("settled")).isEmpty();

    officer.record(
        incident,
        set("referral/r1/toldWho", "Mrs Ahmed, head teacher"),
        set("referral/r1/toldBy", "phone"),
        set("referral/r1/toldAt", "2026-12-07T08:10Z"));
    NOW.set(ms("2026-12-07T08:15:00Z"));
    officer.sendAll();
    Json.Obj after = duty(look("ps401", incident), "encompass");
    assertThat(after.text("state")).contains("settled");
    assertThat(after.object("told").whole("at")).contains(ms("2026-12-07T08:10:00Z"));
    assertThat(after.get("confirmed")).isEmpty();
  }

  /**
   * The last resort of a clock: nobody said when police were told, and a child must not wait for
   * that.
   */
  @Test
  void whoSaidNotWhenPoliceWereToldIsHeldToWhenTheServerFirstHeard() {
    Officer officer =
        Officer.onShift(server.url(), "pc1201").with(new FormRef("domestic-abuse", 2));
    String incident = officer.incident("DUTY-2");
    officer.record(
        incident,
        add("child/c2", Json.object().put("name", "Ada").put("dob", "2017-02-03").build()));
    NOW.set(ms("2026-12-02T22:30:00Z"));
    officer.sendAll();

    Json.Obj first = duty(look("ps401", incident), "notice");
    assertThat(first.text("state")).contains("due");
    assertThat(due(first)).contains("2026-12-03T22:30:00Z");

    NOW.set(ms("2026-12-03T09:00:00Z"));
    officer.record(incident, set("child/c2/seen", "yes"));
    officer.sendAll();
    assertThat(due(duty(look("ps401", incident), "notice"))).contains("2026-12-03T22:30:00Z");

    officer.record(incident, set("toldAt", "2026-12-02T21:05Z"));
    officer.sendAll();
    assertThat(due(duty(look("ps401", incident), "notice"))).contains("2026-12-03T21:05:00Z");
  }

  @Test
  void theThirdLowGradeNoticeInThreeMonthsIsNoticedAcrossTeamsAndNamesOnlyWhatOneMaySee() {
    lowNotice("pc1201", "LOW-1", "2026-09-01T10:00Z", "Nia  Example", "2017-01-02");
    lowNotice("pc1201", "LOW-2", "2026-11-01T10:00Z", "nia example", "2017-01-02");
    lowNotice("pc1201", "LOW-OLD", "2026-07-01T10:00Z", "Nia Example", "2017-01-02");
    lowNotice("pc1201", "LOW-NAMESAKE", "2026-11-02T10:00Z", "Nia Example", "2016-01-02");

    Officer officer =
        Officer.onShift(server.url(), "pc1201").with(new FormRef("concern-for-child", 1));
    String incident = officer.incident("LOW-3");
    officer.record(
        incident,
        set("happened", "2026-11-24T10:00Z"),
        add("child/c9", Json.object().put("name", "Nia Example").put("dob", "2017-01-02").build()));
    officer.sendAll();

    Json.Obj seen = look("ps401", incident);
    assertThat(
            seen.items("prompts").stream()
                .map(Json.Obj.class::cast)
                .filter(prompt -> prompt.text("status").orElse("").equals("open"))
                .map(prompt -> prompt.text("finding").orElse(""))
                .collect(Collectors.toSet()))
        .contains("F14");
    List<Json.Obj> earlier =
        seen.items("chronology").stream().map(Json.Obj.class::cast).collect(Collectors.toList());
    assertThat(earlier)
        .extracting(one -> one.text("kind").orElse("") + ' ' + one.whole("at").orElse(0L))
        .containsExactly(
            "low-notice " + ms("2026-11-01T10:00:00Z"), "low-notice " + ms("2026-09-01T10:00:00Z"));
    assertThat(earlier).allMatch(one -> one.text("incident").isPresent());
  }

  private static void lowNotice(
      String person, String reference, String happened, String name, String dob) {
    Officer officer =
        Officer.onShift(server.url(), person).with(new FormRef("concern-for-child", 1));
    String incident = officer.incident(reference);
    officer.record(
        incident,
        set("happened", happened),
        add("child/c1", Json.object().put("name", name).put("dob", dob).build()),
        add(
            "referral/r1",
            Json.object()
                .put("kind", "ppn")
                .put("about", "child/c1")
                .put("grade", "green")
                .build()));
    officer.sendAll();
  }
}
