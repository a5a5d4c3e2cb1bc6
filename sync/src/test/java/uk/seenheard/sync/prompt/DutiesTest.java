package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.sync.prompt.DutyState.Phase.BREACHED;
import static uk.seenheard.sync.prompt.DutyState.Phase.DUE;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED_LATE;
import static uk.seenheard.sync.prompt.DutyState.Phase.WAITING;
import static uk.seenheard.sync.prompt.DutyState.Phase.WARNED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.reading.Days;

class DutiesTest {
  private static final long MINUTE = 60_000L;
  private static final long HOUR = 60 * MINUTE;

  private static long ms(String moment) {
    return Days.moment(moment).getAsLong();
  }

  private static FieldPath detained(Scene scene) {
    FieldPath child = scene.add("child", "name", "Joy");
    scene.answer(child, "dob", "2010-05-01", "detained", "yes");
    return child;
  }

  @Test
  void aDutyWaitsUntilItsStartIsKnownAndThenRunsWarnsAndBreaches() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    assertThat(scene.duty("custody-review").phase()).isEqualTo(WAITING);
    assertThat(scene.duty("custody-review").due()).isEmpty();

    scene.answer(child, "authorisedAt", "2026-11-20T10:00Z");
    assertThat(scene.at("2026-11-20T15:29Z").duty("custody-review").phase()).isEqualTo(DUE);
    assertThat(scene.at("2026-11-20T15:30Z").duty("custody-review").phase()).isEqualTo(WARNED);
    assertThat(scene.at("2026-11-20T16:00Z").duty("custody-review").phase()).isEqualTo(WARNED);
    assertThat(scene.at("2026-11-20T16:01Z").duty("custody-review").phase()).isEqualTo(BREACHED);
    assertThat(scene.duty("custody-review").title()).isEqualTo("Review the detention of Joy");
    assertThat(scene.duty("custody-review").prompt()).contains("custody-review");
  }

  @Test
  void aReviewThatCountsSetsTheNextOneNineHoursLaterAndASleepingChildsDoesNot() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "authorisedAt", "2026-11-20T10:00Z");
    scene.about(child, "review", "at", "2026-11-20T15:00Z", "inPerson", "yes", "awake", "no");
    assertThat(scene.at("2026-11-20T15:10Z").duty("custody-heard").due())
        .hasValue(ms("2026-11-20T16:00Z"));
    assertThat(scene.duty("custody-review").due())
        .as("the law counts any review")
        .hasValue(ms("2026-11-21T00:00Z"));
    scene.about(child, "review", "at", "2026-11-20T15:30Z", "inPerson", "yes", "awake", "yes");
    DutyState review = scene.at("2026-11-20T16:10Z").duty("custody-heard");
    assertThat(review.due()).hasValue(ms("2026-11-21T00:30Z"));
    assertThat(review.phase()).isEqualTo(DUE);
    assertThat(review.missed()).isZero();
    DutyState later = scene.at("2026-11-21T10:00Z").duty("custody-review");
    assertThat(later.phase()).isEqualTo(BREACHED);
    assertThat(later.missed()).isEqualTo(2);
    scene.answer(child, "releasedAt", "2026-11-20T23:00Z");
    assertThat(scene.duty("custody-review").phase()).isEqualTo(SETTLED);
    assertThat(scene.duty("custody-review").due()).isEmpty();
  }

  @Test
  void aReviewThatComesLateIsRemembered() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "authorisedAt", "2026-11-20T10:00Z", "releasedAt", "2026-11-20T20:00Z");
    scene.about(child, "review", "at", "2026-11-20T17:00Z", "inPerson", "yes", "awake", "yes");
    DutyState review = scene.at("2026-11-20T21:00Z").duty("custody-review");
    assertThat(review.phase()).isEqualTo(SETTLED_LATE);
    assertThat(review.missed()).isEqualTo(1);
  }

  @Test
  void eachDutyCountsFromItsOwnStart() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(
        child,
        "arrestedAt",
        "2026-11-20T09:00Z",
        "arrivedAt",
        "2026-11-20T09:30Z",
        "authorisedAt",
        "2026-11-20T10:00Z",
        "childKnownAt",
        "2026-11-20T12:00Z");
    assertThat(scene.duty("custody-24-hours").due()).hasValue(ms("2026-11-21T09:30Z"));
    assertThat(scene.duty("custody-review").due()).hasValue(ms("2026-11-20T16:00Z"));
    assertThat(scene.duty("custody-adult").due()).hasValue(ms("2026-11-20T14:00Z"));
  }

  @Test
  void whatSettledADutySaysByWhomAndWhen() {
    Scene scene = new Scene("police-protection").as("pc.7");
    FieldPath child = scene.add("child");
    scene.answer(child, "protected", "yes", "protectedAt", "2026-11-20T22:00Z");
    OperationId told = scene.set(child.field("authorityTold"), "2026-11-20T23:01Z");
    scene.answer(child, "authorityToldWho", "K. Shaw, duty worker", "authorityToldBy", "phone");
    DutyState duty = scene.duty("authority-told");
    assertThat(duty.phase()).isEqualTo(SETTLED_LATE);
    assertThat(duty.done()).contains(new DutyState.Done(told, "pc.7", ms("2026-11-20T23:01Z")));
    assertThat(duty.since()).hasValue(ms("2026-11-20T22:00Z"));
  }

  @Test
  void whileTheStartIsContradictedTheEarliestCounts() {
    Scene scene = new Scene("police-protection");
    FieldPath child = scene.add("child");
    scene.answer(child, "protected", "yes");
    scene.setBlind(child.field("protectedAt"), "2026-11-20T22:00Z");
    scene.as("pc.2").setBlind(child.field("protectedAt"), "2026-11-20T20:00Z");
    assertThat(scene.duty("protection-72-hours").due()).hasValue(ms("2026-11-23T20:00Z"));
  }

  @Test
  void whileWhatWasDoneIsContradictedTheLatestCounts() {
    Scene scene = new Scene("police-protection");
    FieldPath child = scene.add("child");
    scene.answer(child, "protected", "yes", "protectedAt", "2026-11-20T20:00Z");
    scene.answer(child, "authorityToldWho", "K. Shaw, duty worker", "authorityToldBy", "phone");
    scene.setBlind(child.field("authorityTold"), "2026-11-20T20:30Z");
    scene.as("pc.2").setBlind(child.field("authorityTold"), "2026-11-20T22:30Z");
    assertThat(scene.duty("authority-told").phase()).isEqualTo(SETTLED_LATE);
  }

  @Test
  void seventyTwoHoursAreSeventyTwoHoursWhenTheClocksChange() {
    Scene scene = new Scene("police-protection");
    FieldPath child = scene.add("child");
    scene.answer(child, "protected", "yes", "protectedAt", "2026-10-24T12:00+01:00");
    assertThat(scene.duty("protection-72-hours").due()).hasValue(ms("2026-10-27T11:00Z"));
  }

  @Test
  void theSchoolIsToldBeforeTheSchoolDayThatTheContextKnows() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "dob", "2018-01-01", "setting", "school");
    assertThat(scene.duty("encompass").phase()).isEqualTo(WAITING);
    long monday = ms("2026-11-23T08:45Z");
    scene.knowing(scene.context().knowing(child, "nextSchoolDay", Json.of(monday)));
    DutyState due = scene.duty("encompass");
    assertThat(due.due()).hasValue(monday);
    assertThat(due.phase()).isEqualTo(DUE);
    assertThat(due.title()).isEqualTo("Operation Encompass: tell Mia's school");
    assertThat(scene.at("2026-11-23T09:00Z").duty("encompass").phase()).isEqualTo(BREACHED);
    scene.about(child, "referral", "kind", "encompass");
    assertThat(scene.duty("encompass").phase()).as("written").isEqualTo(BREACHED);
    Recording.told(scene, child, "encompass");
    assertThat(scene.duty("encompass").phase()).isEqualTo(SETTLED);
  }

  @Test
  void theNoticeIsDueWithinTheForcesOwnTime() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child");
    scene.answer("toldAt", "2026-11-20T20:00Z").answer(child, "dob", "2018-01-01");
    assertThat(scene.duty("notice").due()).hasValue(ms("2026-11-21T20:00Z"));
    scene.knowing(scene.context().knowing("noticeHours", Json.of(6)));
    assertThat(scene.duty("notice").due()).hasValue(ms("2026-11-21T02:00Z"));
  }

  @Test
  void theGraverGradeSetsTheClockWhileGradesAreContradicted() {
    Scene scene = new Scene("missing-child");
    FieldPath child = scene.add("child");
    scene.answer(child, "missing", "yes", "reportedAt", "2026-11-20T23:00Z");
    scene.setBlind(child.field("grade"), grade("medium"));
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-21T00:00Z"));
    scene.as("pc.2").setBlind(child.field("grade"), grade("high"));
    scene.as("pc.3").setBlind(child.field("grade"), grade("low"));
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-20T23:15Z"));
  }

  private static FieldPath reported(Scene scene) {
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "missing", "yes", "reportedAt", "2026-11-20T23:00Z");
    return child;
  }

  @Test
  void whoIsMissingAndNotGradedHasTheClocksOfHighOnceTheRecordIsHandedIn() {
    Scene scene = new Scene("missing-child");
    FieldPath child = reported(scene);
    assertThat(scene.duty("missing-deploy").due())
        .as("half an hour to grade")
        .hasValue(ms("2026-11-20T23:30Z"));
    assertThat(scene.duty("missing-deploy").title())
        .isEqualTo("Send somebody out for Mia (not graded)");
    assertThat(scene.duty("re-assessment").due()).hasValue(ms("2026-11-21T00:00Z"));
    assertThat(scene.duty("re-assessment").title())
        .isEqualTo("Assess the risk to Mia again (not graded)");

    scene.submit();
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-20T23:15Z"));
    assertThat(scene.duty("re-assessment").due()).hasValue(ms("2026-11-21T00:00Z"));

    scene.answer(child, "grade", grade("medium"));
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-21T00:00Z"));
    assertThat(scene.duty("missing-deploy").title()).isEqualTo("Send somebody out for Mia");
    assertThat(scene.duty("re-assessment").due()).hasValue(ms("2026-11-21T03:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "severe", "not-graded", "High", "__proto__"})
  void whatNoListKnowsIsNoGradeAndNoMissingChildIsLowByIt(String said) {
    Scene scene = new Scene("missing-child");
    scene.answer(reported(scene), "grade", grade(said));
    scene.submit();
    assertThat(scene.duty("missing-deploy").title()).endsWith("(not graded)");
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-20T23:15Z"));
  }

  @Test
  void aForceThatSendsSoonerThanInHalfAnHourDoesSoForThoseNotGradedToo() {
    Scene scene = new Scene("missing-child");
    reported(scene);
    scene.knowing(scene.context().knowing("deployMinutes", Json.of(20)));
    assertThat(scene.duty("missing-deploy").due()).hasValue(ms("2026-11-20T23:20Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "missing-child, missing-deploy, missing, reportedAt, deployedAt",
    "child-in-custody, custody-24-hours, detained, arrivedAt, releasedAt",
    "police-protection, protection-72-hours, protected, protectedAt, endedAt"
  })
  void whatIsDatedBeforeADutyBeganDoesNotSettleIt(
      String form, String duty, String applies, String start, String done) {
    Scene scene = new Scene(form);
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, applies, "yes", start, "2026-11-20T20:00Z");
    scene.answer(child, done, "2026-11-20T19:59Z");
    assertThat(scene.duty(duty).phase()).isNotIn(SETTLED, SETTLED_LATE);
    assertThat(scene.duty(duty).done()).isEmpty();
    assertThat(scene.duty(duty).known()).as("it is written").containsKey(Vouched.WRITTEN);
    scene.answer(child, done, "2026-11-20T20:00Z");
    assertThat(scene.duty(duty).phase()).isEqualTo(SETTLED);
  }

  @Test
  void whatIsDatedInTheFutureIsNotDoneYet() {
    Scene scene = new Scene("police-protection");
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "protected", "yes", "protectedAt", "2026-11-20T20:00Z");
    scene.answer(child, "endedAt", "2026-11-22T08:00Z");
    assertThat(scene.duty("protection-72-hours").phase()).isEqualTo(DUE);
    assertThat(scene.at("2026-11-22T08:00Z").duty("protection-72-hours").phase())
        .isEqualTo(SETTLED);
  }

  @Test
  void whatCameBeforeAClockThatStartsLateMayHaveBeenDoneFromWhenItCould() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "arrestedAt", "2026-11-20T09:00Z", "authorisedAt", "2026-11-20T10:00Z");
    scene.answer(child, "nurseAt", "2026-11-20T08:30Z");
    assertThat(scene.duty("custody-nurse").phase()).as("before the arrest").isEqualTo(BREACHED);
    scene.answer(child, "nurseAt", "2026-11-20T09:40Z");
    assertThat(scene.duty("custody-nurse").phase()).as("on the way in").isEqualTo(SETTLED);
  }

  @Test
  void aReviewFromBeforeDetentionWasAuthorisedSetsNoDeadline() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "authorisedAt", "2026-11-20T10:00Z");
    scene.about(child, "review", "at", "2026-11-20T09:50Z", "inPerson", "yes", "awake", "yes");
    scene.at("2026-11-20T12:00Z");
    assertThat(scene.duty("custody-review").due()).hasValue(ms("2026-11-20T16:00Z"));
    assertThat(scene.duty("custody-heard").due()).hasValue(ms("2026-11-20T16:00Z"));
    assertThat(scene.duty("custody-heard").done()).isEmpty();
  }

  @Test
  void aStartThatStandsInForTheUnknownOneExcludesNothing() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child", "dob", "2018-01-01");
    scene.knowing(scene.context().knowing("receivedAt", Json.of(ms("2026-11-20T23:20Z"))));
    Recording.told(scene, child, "ppn");
    FieldPath notice =
        scene.record().entries().keySet().stream()
            .filter(at -> at.collection().equals("referral"))
            .findFirst()
            .orElseThrow();
    scene.answer(notice, "toldBy", "email");
    assertThat(scene.duty("notice").phase())
        .as("told at 23:05, heard of by the server at 23:20")
        .isEqualTo(SETTLED);
    scene.answer("toldAt", "2026-11-20T23:10Z");
    assertThat(scene.duty("notice").phase()).as("police knew of it at 23:10").isEqualTo(DUE);
    assertThat(scene.open(notice)).as("and it is said").contains("F13 told-when");
  }

  @Test
  void anAuthorsClockThatIsYearsOffExcludesNothingThatTheyWrote() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("toldAt", "2026-11-20T23:31Z").answer("risk", Recording.risk("medium"));
    assertThat(scene.duty("assessment").phase())
        .as("entered by a clock that stood before the call")
        .isEqualTo(SETTLED);
  }

  private static Json grade(String grade) {
    return Json.object().put("grade", grade).put("reasons", "Seen").build();
  }

  @Test
  void anAlertThatNobodyAcknowledgesBreaches() {
    Scene scene = new Scene("missing-child");
    FieldPath child = scene.add("child");
    scene.answer(child, "missing", "yes", "reportedAt", "2026-11-20T23:00Z");
    assertThat(scene.duty("inspector-acknowledged").phase()).isEqualTo(BREACHED);
    scene.answer(child, "inspectorAck", "Insp. 4");
    assertThat(scene.duty("inspector-acknowledged").done().orElseThrow().author())
        .isEqualTo("pc.1");
  }

  @Test
  void aMissingAssessmentIsChasedUntilItIsThere() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("happened", "2026-11-01T20:00Z");
    assertThat(scene.duty("assessment").phase()).as("never from what happened").isEqualTo(WAITING);
    scene.answer("toldAt", "2026-11-19T20:00Z");
    assertThat(scene.duty("assessment").phase()).isEqualTo(BREACHED);
    scene.reason(scene.prompt("risk"), "victim-declined", "Slammed the door");
    assertThat(scene.duty("assessment").phase()).isEqualTo(BREACHED);
    assertThat(scene.open()).contains("F17 assessment-chase");
    scene.answer("risk", Recording.risk("medium"));
    assertThat(scene.duty("assessment").phase()).isEqualTo(SETTLED_LATE);
  }

  @Test
  void anActionIsDueWhenItSays() {
    Scene scene = new Scene("general-incident");
    FieldPath action =
        scene.add("action", "what", "Visit", "owner", "PC 4", "due", "2026-11-20T23:00Z");
    assertThat(scene.duty("action").phase()).isEqualTo(BREACHED);
    assertThat(scene.duty("action").title()).isEqualTo("Visit: PC 4");
    scene.answer(action, "doneAt", "2026-11-20T22:00Z");
    assertThat(scene.duty("action").phase()).isEqualTo(SETTLED);
  }

  @Test
  void theEarliestDeadlineComesFirstAndThoseWithoutOneLast() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "authorisedAt", "2026-11-20T10:00Z", "arrivedAt", "2026-11-20T09:00Z");
    List<DutyState> duties = scene.duties();
    assertThat(duties)
        .extracting(duty -> duty.due().orElse(Long.MAX_VALUE))
        .isSorted()
        .contains(Long.MAX_VALUE);
  }

  @Test
  void aClockThatWasNeverFedCountsWithoutEnd() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(child, "authorisedAt", "1970-01-01T00:00Z");
    assertThat(scene.duty("custody-review").missed()).isEqualTo(1_000);
    assertThat(scene.duty("custody-review").due()).hasValue(6 * HOUR);
  }
}
