package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** Notices by the clock: when each is due, and who is woken while there is time. */
class NoticesInTimeHttpTest {
  private static final long HOUR = 3_600_000;
  private static final String CHILD = "child/0190a5c0-0000-7000-8000-000000001015";
  private static final String NOTICE = "referral/0190a5c0-0000-7000-8000-000000001053";
  private static final String ENCOMPASS = "referral/0190a5c0-0000-7000-8000-000000001050";
  private static final long MONDAY_0845 = Instant.parse("2026-11-23T08:45:00Z").toEpochMilli();
  private static final long TOLD = Instant.parse("2026-11-20T22:42:00Z").toEpochMilli();

  @TempDir Path folder;
  private final AtomicLong now = new AtomicLong();
  private LiveServer server;
  private String directory = Vale.FILE;

  private Json.Obj open(String name, String duties) throws IOException {
    // Nobody rang: it is for this server to tell them.
    String text =
        Files.readString(RecordedCase.folder().resolve(name + ".json"))
            .replaceAll(
                "(\"kind\": ?\"encompass\"), ?\"toldAt\": ?\"[^\"]*\", ?\"toldBy\": ?\"[^\"]*\","
                    + " ?\"toldWho\": ?\"[^\"]*\"",
                "$1");
    Json.Obj written = (Json.Obj) new JacksonJsonReader().read(text);
    now.set(written.whole("now").orElseThrow());
    Map<String, String> settings = new HashMap<>();
    settings.put(
        "SEENHEARD_REFERRALS",
        Files.writeString(folder.resolve("referrals.json"), directory).toString());
    if (!duties.isEmpty()) {
      settings.put(
          "SEENHEARD_DUTIES", Files.writeString(folder.resolve("d.json"), duties).toString());
    }
    server = LiveServer.start(folder.resolve("data"), now::get, settings);
    return written;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Json.Obj duty(String incident, String duty) {
    return objects(RecordedCase.looked(server, incident), "duties").stream()
        .filter(one -> one.text("duty").equals(Optional.of(duty)))
        .findFirst()
        .orElseThrow();
  }

  private static List<Json.Obj> objects(Json.Obj in, String name) {
    return in.items(name).stream().map(Json.Obj.class::cast).toList();
  }

  private static <T> T until(Supplier<Optional<T>> found) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      Optional<T> one = found.get();
      if (one.isPresent()) {
        return one.get();
      }
      assertThat(System.nanoTime()).as("it did not come").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** To whom alerts of that name were raised, in their order. */
  private List<String> raised(String incident, String duty) {
    return objects(RecordedCase.looked(server, incident), "acts").stream()
        .filter(act -> act.text("act").equals(Optional.of("decide-alert")))
        .map(act -> act.object("with"))
        .filter(with -> with.text("duty").equals(Optional.of(duty)))
        .map(with -> with.text("to").orElse(""))
        .toList();
  }

  private void awaitRaised(String incident, String duty, String... to) {
    until(() -> Optional.of(raised(incident, duty)).filter(all -> all.equals(List.of(to))));
  }

  private static String name(String incident, String notice) {
    return incident + '.' + notice.substring(notice.indexOf('/') + 1);
  }

  private Json.Obj sent(String recipient, String referral) {
    return until(
        () ->
            objects(
                    Caller.signedIn(server.url(), recipient).get("/v1/feeds/referrals").expect(200),
                    "notices")
                .stream()
                .filter(one -> one.text("referral").equals(Optional.of(referral)))
                .findFirst());
  }

  private void receipt(String by, String referral, Json.Builder said) {
    Caller.signedIn(server.url(), by)
        .post(
            "/v1/referrals/" + referral + "/receipts",
            said.put("at", now.get()).put("by", "Ms Roe, duty worker").build())
        .expect(200);
  }

  @Test
  void r4FridayNightReachesTheSchoolByMondayMorningAndSomebodyIsWokenTwoHoursBefore()
      throws IOException {
    Json.Obj written = open("case-7-complete", "");
    String incident = RecordedCase.record(server, "R4-1", written);
    assertThat(duty(incident, "encompass").whole("due")).contains(MONDAY_0845);
    now.set(MONDAY_0845 - 2 * HOUR - 120_000);
    assertThat(raised(incident, "notice-before-due")).isEmpty();
    now.set(MONDAY_0845 - 2 * HOUR + 60_000);
    awaitRaised(incident, "notice-before-due", "supervisor");
    now.addAndGet(45 * 60_000);
    until(
        () ->
            Optional.of(raised(incident, "notice-before-due"))
                .filter(all -> all.contains("inspector")));
    RecordedCase.authorise(server, incident).expect(201);
    String key = sent("hill", name(incident, ENCOMPASS)).text("key").orElseThrow();
    receipt("hill", name(incident, ENCOMPASS), said("delivered").put("key", key));
    assertThat(duty(incident, "encompass").text("state")).contains("settled");
    assertThat(now.get()).isLessThan(MONDAY_0845);
  }

  @Test
  void r3WhatWasSentToASchoolAndBroughtNoReceiptWakesSomebodyTwoHoursBeforeTheBell()
      throws IOException {
    directory =
        Vale.FILE.replace(
            "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
            "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"},"
                + " {\"kind\": \"secure-mail\", \"address\": \"office@hill.example\"}]");
    assertThat(directory).isNotEqualTo(Vale.FILE);
    Json.Obj written = open("case-7-complete", "");
    String incident = RecordedCase.record(server, "R3-1", written);
    RecordedCase.authorise(server, incident).expect(201);
    String referral = name(incident, ENCOMPASS);
    sent("hill", referral);
    now.addAndGet(HOUR + 1); // the school's system took it, and says nothing
    Caller triage = Caller.signedIn(server.url(), "triage1");
    until(
        () ->
            objects(triage.get("/v1/referrals").expect(200), "referrals").stream()
                .filter(one -> one.text("referral").equals(Optional.of(referral)))
                .filter(one -> one.items("sent").size() == 2 && !one.items("forAPerson").isEmpty())
                .findFirst());
    now.set(MONDAY_0845 - 2 * HOUR - 120_000);
    assertThat(raised(incident, "notice-before-due")).isEmpty();
    now.set(MONDAY_0845 - 2 * HOUR + 60_000);
    awaitRaised(incident, "notice-before-due", "supervisor");
    assertThat(duty(incident, "encompass").text("state")).isNotEqualTo(Optional.of("settled"));
  }

  @Test
  void r4WhereAHolidayFollowsItIsDueWithinADay() throws IOException {
    Json.Obj written =
        open(
            "case-7-complete",
            "{\"authorities\": [{\"id\": \"vale\", \"terms\": [{\"from\": \"2026-09-01\", \"to\":"
                + " \"2026-11-20\"}, {\"from\": \"2026-12-07\", \"to\": \"2026-12-18\"}]}]}");
    String incident = RecordedCase.record(server, "R4-2", written);
    assertThat(duty(incident, "encompass").whole("due")).contains(TOLD + 24 * HOUR);
  }

  private static Json.Obj red(String worry) {
    Json.Builder notice =
        Json.object()
            .put("about", CHILD)
            .put("kind", "ppn")
            .put("grade", "red")
            .put("summary", "A strategy discussion tonight, please")
            .put("doneNow", "Heard and seen; the home looked at")
            .put("parentsTold", "Told; the mother agrees")
            .put("otherChildren", "No other child lives or stays there")
            .put("recipients", "The hub of the Vale");
    return worry.isEmpty() ? notice.build() : notice.put("worry", worry).build();
  }

  private static Operation[] redNotice(String at, String worry) {
    return new Operation[] {
      add(at, red(worry)), set(at + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes")
    };
  }

  /** Who crosses it out takes it from nobody who has it: somebody has to read that too. */
  @Test
  void aRedOneThatLeftUnreadIsNotForgottenByBeingCrossedOut() throws IOException {
    Json.Obj written = open("case-1-complete", "");
    String at = entry("referral");
    String incident =
        RecordedCase.record(
            server, "RED-3", written, redNotice(at, "She flinches when her father comes near"));
    sent("hub", name(incident, at));
    awaitRaised(incident, "notice-unread", "supervisor");
    Json strike =
        Json.object()
            .put("op", "strike")
            .put("at", at)
            .put("reason", "It was written about the wrong child")
            .build();
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    RecordedCase.looked(server, incident).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(strike)))
                .build())
        .expect(201);
    now.addAndGet(3 * HOUR + 60_000);
    awaitRaised(incident, "notice-unread", "supervisor", "inspector");
  }

  @Test
  void aRedOneThatLeftUnreadWakesItsReaderAtOnceAndTheInspectorBeforeFourHoursAreOver()
      throws IOException {
    Json.Obj written = open("case-1-complete", "");
    String at = entry("referral");
    String incident =
        RecordedCase.record(
            server, "RED-1", written, redNotice(at, "She flinches when her father comes near"));
    sent("hub", name(incident, at));
    awaitRaised(incident, "notice-unread", "supervisor");
    now.addAndGet(3 * HOUR + 60_000);
    awaitRaised(incident, "notice-unread", "supervisor", "inspector");
    assertThat(raised(incident, "notice-held")).isEmpty();
    RecordedCase.authorise(server, incident).expect(201);
    now.addAndGet(HOUR);
    changedLate(incident); // what was read stays read, whatever is written afterwards
    Json.Obj open = Caller.signedIn(server.url(), "triage1").get("/v1/referrals").expect(200);
    assertThat(objects(open, "referrals")).noneMatch(one -> one.isTrue("notYetRead"));
    Json overdue = Caller.signedIn(server.url(), "insp71").get("/v1/overdue").expect(200);
    assertThat(overdue.canonical()).doesNotContain("notice-unread");
  }

  private void changedLate(String incident) {
    Json op =
        Json.object()
            .put("op", "set")
            .put("at", CHILD + "/pattern")
            .put("value", "Each Friday")
            .put("reason", "as she told the nurse")
            .build();
    Caller.signedIn(server.url(), "insp71")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put(
                    "frontier",
                    RecordedCase.looked(server, incident).text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  @Test
  void aRedOneThatIsNotWholeWakesTheSupervisor() throws IOException {
    Json.Obj written = open("case-1-complete", "");
    String incident =
        RecordedCase.record(server, "RED-2", written, redNotice(entry("referral"), ""));
    now.addAndGet(6 * 60_000);
    awaitRaised(incident, "notice-held", "supervisor");
  }

  @Test
  void r6ThirdGreenInThreeMonthsShowsTheEarlierOnesAndStaysGreenWithAReasonOnly()
      throws IOException {
    Json.Obj written = open("case-1-complete", "");
    String third = "";
    for (int i = 0; i < 3; i++) {
      String at = entry("referral");
      Json.Obj green =
          red("She flinches when her father comes near").with("grade", Json.of("green"));
      String incident =
          RecordedCase.record(
              server,
              "R6-" + i,
              written,
              add(at, green),
              set(at + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes"));
      third = name(incident, at);
      if (i < 2) { // the third one is held back: what it is a pattern of is asked first
        RecordedCase.authorise(server, incident).expect(201);
        sent("hub", third);
      }
      now.addAndGet(7 * 24 * HOUR);
    }
    String referral = third;
    Caller triage = Caller.signedIn(server.url(), "triage1");
    Json.Obj line =
        until(
            () ->
                objects(triage.get("/v1/referrals").expect(200), "referrals").stream()
                    .filter(one -> one.text("referral").equals(Optional.of(referral)))
                    .filter(one -> one.whole("earlierLow").orElse(0L) >= 2)
                    .findFirst());
    assertThat(line.items("children")).containsExactly(Json.of("Ruby"));
    Json.Obj read = triage.get("/v1/referrals/" + referral + "/package").expect(200);
    assertThat(
            objects(read, "earlier").stream()
                .filter(one -> one.text("grade").equals(Optional.of("green"))))
        .hasSize(2)
        .allMatch(one -> one.text("state").equals(Optional.of("sent")));
    Json.Builder stays = Json.object().put("route", "family-help").put("grade", "green");
    String path = "/v1/referrals/" + referral + "/triage";
    assertThat(triage.post(path, stays.build()).status()).isEqualTo(400);
    triage
        .post(path, stays.put("why", "The same evening, told by two schools").build())
        .expect(200);
  }

  @Test
  void r7AChallengeHasItsClockAndAnAnswerIsWaitedForOneWorkingDay() throws IOException {
    Json.Obj written = open("case-1-complete", "");
    String incident = RecordedCase.record(server, "R7-1", written);
    RecordedCase.authorise(server, incident).expect(201);
    String referral = name(incident, NOTICE);
    sent("hub", referral);
    receipt("hub", referral, said("delivered"));
    now.set(MONDAY_0845); // from Friday night: the working day is Monday
    assertThat(raised(incident, "notice-unanswered")).isEmpty();
    now.set(MONDAY_0845 + 20 * HOUR);
    awaitRaised(incident, "notice-unanswered", "supervisor");
    receipt("hub", referral, said("decided").put("code", "no-further-action"));
    challenge(referral);
    now.addAndGet(2 * HOUR);
    String later = RecordedCase.record(server, "R7-2", written);
    RecordedCase.authorise(server, later).expect(201);
    sent("hub", name(later, NOTICE));
    challenge(name(later, NOTICE));
    now.addAndGet(23 * HOUR);
    awaitRaised(incident, "notice-challenge", "inspector");
    // The same look at the clock had this one before it, too.
    now.addAndGet(60_000);
    assertThat(raised(later, "notice-challenge")).as("its day is not over").isEmpty();
    now.addAndGet(2 * HOUR);
    awaitRaised(later, "notice-challenge", "inspector");
  }

  private void challenge(String referral) {
    Caller.signedIn(server.url(), "triage1")
        .post(
            "/v1/referrals/" + referral + "/challenge",
            Json.object().put("level", 1).put("why", "The bruise is not mentioned").build())
        .expect(200);
  }

  private static Json.Builder said(String state) {
    return Json.object().put("state", state);
  }
}
