package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.ENCOMPASS;
import static uk.seenheard.api.partners.referral.ValeForce.HOUR;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.objects;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/** Notices by the clock: when each is due, and who is woken while there is time. */
class NoticesInTimeHttpTest {
  private static final long MONDAY_0845 = Instant.parse("2026-11-23T08:45:00Z").toEpochMilli();
  private static final long TOLD = Instant.parse("2026-11-20T22:42:00Z").toEpochMilli();

  @TempDir Path folder;
  private ValeForce force;

  private void open(String name, String directory, String duties) throws IOException {
    force =
        new ValeForce(
            folder,
            ValeForce.nobodyRang(name),
            directory,
            duties.isEmpty()
                ? Map.of()
                : Map.of(
                    "SEENHEARD_DUTIES",
                    Files.writeString(folder.resolve("d.json"), duties).toString()));
  }

  @AfterEach
  void stop() {
    force.close();
  }

  @Test
  void r4FridayNightReachesTheSchoolByMondayMorningAndSomebodyIsWokenTwoHoursBefore()
      throws IOException {
    open("case-7-complete", Vale.FILE, "");
    String incident = force.record();
    assertThat(force.dutyOf(incident, "encompass").whole("due")).contains(MONDAY_0845);
    force.now.set(MONDAY_0845 - 2 * HOUR - 120_000);
    assertThat(force.raised(incident, "notice-before-due")).isEmpty();
    force.now.set(MONDAY_0845 - 2 * HOUR + 60_000);
    force.awaitRaised(incident, "notice-before-due", "supervisor");
    force.now.addAndGet(45 * 60_000);
    until(
        () ->
            Optional.of(force.raised(incident, "notice-before-due"))
                .filter(all -> all.contains("inspector")));
    force.read(incident);
    String key = force.key("hill", name(incident, ENCOMPASS));
    force
        .receipt("hill", name(incident, ENCOMPASS), force.said("delivered").put("key", key))
        .expect(200);
    assertThat(force.dutyOf(incident, "encompass").text("state")).contains("settled");
    assertThat(force.now.get()).isLessThan(MONDAY_0845);
  }

  @Test
  void r3WhatWasSentToASchoolAndBroughtNoReceiptWakesSomebodyTwoHoursBeforeTheBell()
      throws IOException {
    String directory =
        Vale.FILE.replace(
            "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
            "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"},"
                + " {\"kind\": \"secure-mail\", \"address\": \"office@hill.example\"}]");
    assertThat(directory).isNotEqualTo(Vale.FILE);
    open("case-7-complete", directory, "");
    String incident = force.record();
    force.read(incident);
    String referral = name(incident, ENCOMPASS);
    force.key("hill", referral);
    force.now.addAndGet(HOUR + 1); // the school's system took it, and says nothing
    until(
        () ->
            force
                .line(referral)
                .filter(one -> one.items("sent").size() == 2)
                .filter(one -> !one.items("forAPerson").isEmpty()));
    force.now.set(MONDAY_0845 - 2 * HOUR - 120_000);
    assertThat(force.raised(incident, "notice-before-due")).isEmpty();
    force.now.set(MONDAY_0845 - 2 * HOUR + 60_000);
    force.awaitRaised(incident, "notice-before-due", "supervisor");
    assertThat(force.dutyOf(incident, "encompass").text("state"))
        .isNotEqualTo(Optional.of("settled"));
  }

  @Test
  void r4WhereAHolidayFollowsItIsDueWithinADay() throws IOException {
    open(
        "case-7-complete",
        Vale.FILE,
        "{\"authorities\": [{\"id\": \"vale\", \"terms\": [{\"from\": \"2026-09-01\", \"to\":"
            + " \"2026-11-20\"}, {\"from\": \"2026-12-07\", \"to\": \"2026-12-18\"}]}]}");
    String incident = force.record();
    assertThat(force.dutyOf(incident, "encompass").whole("due")).contains(TOLD + 24 * HOUR);
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
    open("case-1-complete", Vale.FILE, "");
    String at = entry("referral");
    String incident = force.record(redNotice(at, "She flinches when her father comes near"));
    force.key("hub", name(incident, at));
    force.awaitRaised(incident, "notice-unread", "supervisor");
    force.struck(incident, at);
    force.now.addAndGet(3 * HOUR + 60_000);
    force.awaitRaised(incident, "notice-unread", "supervisor", "inspector");
  }

  @Test
  void aRedOneThatLeftUnreadWakesItsReaderAtOnceAndTheInspectorBeforeFourHoursAreOver()
      throws IOException {
    open("case-1-complete", Vale.FILE, "");
    String at = entry("referral");
    String incident = force.record(redNotice(at, "She flinches when her father comes near"));
    force.key("hub", name(incident, at));
    force.awaitRaised(incident, "notice-unread", "supervisor");
    force.now.addAndGet(3 * HOUR + 60_000);
    force.awaitRaised(incident, "notice-unread", "supervisor", "inspector");
    assertThat(force.raised(incident, "notice-held")).isEmpty();
    force.read(incident);
    force.now.addAndGet(HOUR);
    force.set(
        incident,
        CHILD + "/pattern",
        "Each Friday"); // what was read stays read, whatever is written afterwards
    Json.Obj open = force.as("triage1").get("/v1/referrals").expect(200);
    assertThat(objects(open, "referrals")).noneMatch(one -> one.isTrue("notYetRead"));
    Json overdue = force.as("insp71").get("/v1/overdue").expect(200);
    assertThat(overdue.canonical()).doesNotContain("notice-unread");
  }

  @Test
  void aRedOneThatIsNotWholeWakesTheSupervisor() throws IOException {
    open("case-1-complete", Vale.FILE, "");
    String incident = force.record(redNotice(entry("referral"), ""));
    force.now.addAndGet(6 * 60_000);
    force.awaitRaised(incident, "notice-held", "supervisor");
  }

  @Test
  void r6ThirdGreenInThreeMonthsShowsTheEarlierOnesAndStaysGreenWithAReasonOnly()
      throws IOException {
    open("case-1-complete", Vale.FILE, "");
    String third = "";
    for (int i = 0; i < 3; i++) {
      String at = entry("referral");
      Json.Obj green =
          red("She flinches when her father comes near").with("grade", Json.of("green"));
      String incident =
          force.record(
              add(at, green), set(at + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes"));
      third = name(incident, at);
      if (i < 2) { // the third one is held back: what it is a pattern of is asked first
        force.read(incident);
        force.key("hub", third);
      }
      force.now.addAndGet(7 * 24 * HOUR);
    }
    String referral = third;
    Caller triage = force.as("triage1");
    Json.Obj line =
        until(() -> force.line(referral).filter(one -> one.whole("earlierLow").orElse(0L) >= 2));
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
    open("case-1-complete", Vale.FILE, "");
    String incident = force.record();
    force.read(incident);
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.receipt("hub", referral, force.said("delivered")).expect(200);
    force.now.set(MONDAY_0845); // from Friday night: the working day is Monday
    assertThat(force.raised(incident, "notice-unanswered")).isEmpty();
    force.now.set(MONDAY_0845 + 20 * HOUR);
    force.awaitRaised(incident, "notice-unanswered", "supervisor");
    force
        .receipt("hub", referral, force.said("decided").put("code", "no-further-action"))
        .expect(200);
    force.challenge(referral, 1, "The bruise is not mentioned").expect(200);
    force.now.addAndGet(2 * HOUR);
    String later = force.record();
    force.read(later);
    force.key("hub", name(later, NOTICE));
    force.challenge(name(later, NOTICE), 1, "The bruise is not mentioned").expect(200);
    force.now.addAndGet(23 * HOUR);
    force.awaitRaised(incident, "notice-challenge", "inspector");
    // The same look at the clock had this one before it, too.
    force.now.addAndGet(60_000);
    assertThat(force.raised(later, "notice-challenge")).as("its day is not over").isEmpty();
    force.now.addAndGet(2 * HOUR);
    force.awaitRaised(later, "notice-challenge", "inspector");
  }
}
