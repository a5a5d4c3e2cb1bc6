package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.sync.prompt.DutyState.Phase.BREACHED;
import static uk.seenheard.sync.prompt.DutyState.Phase.DUE;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED;
import static uk.seenheard.sync.prompt.DutyState.Phase.SETTLED_LATE;
import static uk.seenheard.sync.prompt.DutyState.Phase.WAITING;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.reading.Begun;
import uk.seenheard.sync.reading.Days;

/** What moves a deadline and what does not: reviews, waking, extensions, days, dates gone by. */
class ClocksTest {
  private static long ms(String moment) {
    return Days.moment(moment).getAsLong();
  }

  private static boolean runs(Scene scene, String id) {
    return scene.duties().stream().anyMatch(duty -> duty.duty().equals(id));
  }

  /** A girl who was detained at ten in the morning. */
  private static FieldPath detained(Scene scene) {
    FieldPath child = scene.add("child", "name", "Joy");
    scene.answer(
        child,
        "dob",
        "2010-05-01",
        "detained",
        "yes",
        "arrivedAt",
        "2026-11-20T09:30Z",
        "authorisedAt",
        "2026-11-20T10:00Z");
    return child;
  }

  private static FieldPath review(Scene scene, FieldPath child, String at, String awake) {
    return scene.about(child, "review", "at", at, "inPerson", "yes", "awake", awake);
  }

  @Test
  void anEarlyReviewSetsTheNextAndAPostponedOneDoesNot() {
    Scene early = new Scene("child-in-custody");
    review(early, detained(early), "2026-11-20T14:00Z", "yes");
    assertThat(early.at("2026-11-20T14:30Z").duty("custody-review").due())
        .as("nine hours from the early one")
        .hasValue(ms("2026-11-20T23:00Z"));

    Scene late = new Scene("child-in-custody");
    FieldPath child = detained(late);
    review(late, child, "2026-11-20T18:00Z", "yes");
    DutyState review = late.at("2026-11-20T18:30Z").duty("custody-review");
    assertThat(review.due()).as("due at 16:00, so next at 01:00").hasValue(ms("2026-11-21T01:00Z"));
    assertThat(review.missed()).isEqualTo(1);

    review(late, child, "2026-11-21T12:00Z", "yes");
    DutyState next = late.at("2026-11-21T12:30Z").duty("custody-review");
    assertThat(next.missed()).as("16:00, 01:00 and 10:00 were missed").isEqualTo(3);
    assertThat(next.due()).hasValue(ms("2026-11-21T19:00Z"));
  }

  @Test
  void aChildWhoWasReviewedAsleepIsHeardWithinAnHourOfWaking() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    review(scene, child, "2026-11-20T15:00Z", "yes");
    FieldPath asleep = review(scene, child, "2026-11-20T23:00Z", "no");
    scene.at("2026-11-21T06:00Z");
    assertThat(runs(scene, "custody-heard-waking")).as("still asleep").isFalse();
    assertThat(scene.open(asleep)).contains("F25 review-woke");

    scene.answer(asleep, "wokeAt", "2026-11-21T06:30Z");
    DutyState woke = scene.at("2026-11-21T06:40Z").duty("custody-heard-waking");
    assertThat(woke.phase()).as("what was heard before the night is no answer").isEqualTo(DUE);
    assertThat(woke.due()).hasValue(ms("2026-11-21T07:30Z"));
    assertThat(scene.open(child)).contains("F25 custody-heard-waking");

    review(scene, child, "2026-11-21T07:00Z", "no");
    assertThat(scene.duty("custody-heard-waking").phase()).isEqualTo(DUE);
    review(scene, child, "2026-11-21T07:40Z", "yes");
    assertThat(scene.at("2026-11-21T07:45Z").duty("custody-heard-waking").phase())
        .isEqualTo(SETTLED_LATE);
    assertThat(scene.open(child)).doesNotContain("F25 custody-heard-waking");
  }

  @Test
  void whoSleepsAgainIsHeardAgainAfterTheLastWaking() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.answer(review(scene, child, "2026-11-20T15:00Z", "no"), "wokeAt", "2026-11-20T16:00Z");
    review(scene, child, "2026-11-20T16:30Z", "yes");
    assertThat(scene.at("2026-11-20T17:00Z").duty("custody-heard-waking").phase())
        .isEqualTo(SETTLED);
    scene.answer(review(scene, child, "2026-11-21T01:00Z", "no"), "wokeAt", "2026-11-21T06:00Z");
    DutyState again = scene.at("2026-11-21T06:10Z").duty("custody-heard-waking");
    assertThat(again.phase()).isEqualTo(DUE);
    assertThat(again.due()).hasValue(ms("2026-11-21T07:00Z"));
  }

  @Test
  void aWakingBeforeTheReviewThatSleptThroughItIsNone() {
    Scene scene = new Scene("child-in-custody");
    FieldPath asleep = review(scene, detained(scene), "2026-11-20T15:00Z", "no");
    scene.answer(asleep, "wokeAt", "2026-11-20T14:00Z");
    assertThat(scene.open(asleep)).contains("F25 review-woke");
  }

  private static FieldPath extended(
      Scene scene, FieldPath child, String kind, String at, String until) {
    return scene.about(
        child, "extension", "kind", kind, "by", "Supt. Orr, Norwich", "at", at, "until", until);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a superintendent within the day, superintendent, 2026-11-21T08:00Z, 2026-11-21T21:30Z,"
        + " 2026-11-21T21:30Z",
    "after the day ran out, superintendent, 2026-11-21T10:00Z, 2026-11-21T21:30Z,"
        + " 2026-11-21T09:30Z",
    "a superintendent beyond 36 hours, superintendent, 2026-11-21T08:00Z, 2026-11-22T08:00Z,"
        + " 2026-11-21T09:30Z",
    "a court within the day, warrant, 2026-11-21T08:00Z, 2026-11-22T20:00Z, 2026-11-22T20:00Z",
    "a court beyond 96 hours, warrant-extended, 2026-11-21T08:00Z, 2026-11-24T10:00Z,"
        + " 2026-11-21T09:30Z",
    "nobody in particular, , 2026-11-21T08:00Z, 2026-11-21T21:30Z, 2026-11-21T09:30Z",
    "shorter than what stood, superintendent, 2026-11-21T08:00Z, 2026-11-21T09:00Z,"
        + " 2026-11-21T09:30Z",
  })
  void anExtensionMovesTheDeadlineThatStillRan(
      String what, String kind, String at, String until, String due) {
    Scene scene = new Scene("child-in-custody");
    extended(scene, detained(scene), kind == null ? "" : kind, at, until);
    assertThat(scene.at("2026-11-21T09:00Z").duty("custody-24-hours").due())
        .as(what)
        .hasValue(ms(due));
  }

  @Test
  void anExtensionOfAnExtensionCountsFromThatOneInTheOrderInWhichTheyWereMade() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    extended(scene, child, "warrant", "2026-11-21T20:00Z", "2026-11-23T08:00Z");
    extended(scene, child, "superintendent", "2026-11-21T08:00Z", "2026-11-21T21:30Z");
    assertThat(scene.at("2026-11-22T09:00Z").duty("custody-24-hours").due())
        .hasValue(ms("2026-11-23T08:00Z"));
    scene.answer(child, "releasedAt", "2026-11-22T10:00Z");
    assertThat(scene.at("2026-11-22T10:00Z").duty("custody-24-hours").phase()).isEqualTo(SETTLED);
  }

  @Test
  void aDayWithoutAChargeAsksByWhoseAuthority() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = detained(scene);
    scene.at("2026-11-21T09:00Z");
    assertThat(scene.open(child)).doesNotContain("F25 custody-extended");
    scene.at("2026-11-21T09:31Z");
    assertThat(scene.open(child)).contains("F25 custody-extended");
    scene.answer(child, "extended", "yes");
    assertThat(scene.open(child)).contains("F25 custody-extension");
    FieldPath extension =
        extended(scene, child, "superintendent", "2026-11-21T08:00Z", "2026-11-22T08:00Z");
    assertThat(scene.open(extension))
        .as("46 hours are no superintendent's to give")
        .containsExactlyInAnyOrder("F25 extension-until", "F25 extension-grounds");
    scene.answer(child, "chargedAt", "2026-11-20T20:00Z");
    assertThat(scene.prompts()).noneMatch(one -> one.prompt().equals("custody-extended"));
    assertThat(scene.duty("custody-24-hours").phase()).isEqualTo(SETTLED);
  }

  @Test
  void whatWasChargedAtATimeNobodyCanPlaceIsNotSaidToHaveBeenInTime() {
    Scene scene = new Scene("child-in-custody");
    FieldPath child = scene.add("child", "name", "Joy");
    scene.answer(child, "detained", "yes", "chargedAt", "2026-11-20T20:00Z");
    assertThat(scene.duty("custody-24-hours").phase()).isEqualTo(WAITING);
  }

  @ParameterizedTest
  @CsvSource({"2026-12-01, 2026-12-01T23:59:59.999Z", "2027-07-01, 2027-07-01T22:59:59.999Z"})
  void theNextVisitIsDueOnItsDayInTheUnitedKingdom(String day, String due) {
    Scene scene = new Scene("risk-person-visit");
    scene.answer("person", "Carl Brown").answer("nextVisit", day);
    DutyState next = scene.duty("visit-next");
    assertThat(next.title()).isEqualTo("Next visit to Carl Brown, or review of them");
    assertThat(next.due()).hasValue(ms(due) + 999);
    assertThat(next.phase()).isEqualTo(DUE);
  }

  @Test
  void aVisitWhoseDayIsPastWhenItIsWrittenDownIsLateAndStaysLate() {
    Scene scene = new Scene("risk-person-visit");
    scene.answer("nextVisit", "2026-11-10");
    assertThat(scene.duty("visit-next").phase()).isEqualTo(BREACHED);
    assertThat(scene.open()).contains("F27 visit-again");
    scene.answer("visitedAgainAt", "2026-11-19T10:00Z");
    assertThat(scene.duty("visit-next").phase()).isEqualTo(SETTLED_LATE);
    assertThat(scene.open()).doesNotContain("F27 visit-again");
  }

  @Test
  void whileTwoDaysAreSaidTheEarlierOneIsDue() {
    Scene scene = new Scene("risk-person-visit");
    scene.setBlind(new FieldPath("nextVisit"), "2026-12-24");
    scene.as("pc.2").setBlind(new FieldPath("nextVisit"), "2027-02-24");
    assertThat(scene.duty("visit-next").due()).hasValue(ms("2026-12-24T23:59:59.999Z") + 999);
  }

  @Test
  void anActionThatWasDueBeforeItWasWrittenDownIsLate() {
    Scene scene = new Scene("general-incident");
    FieldPath action =
        scene.add("action", "what", "Go back", "owner", "PC Dean", "due", "2026-11-20T12:00Z");
    assertThat(scene.duty("action").phase()).isEqualTo(BREACHED);
    scene.answer(action, "doneAt", "2026-11-20T23:00Z");
    assertThat(scene.duty("action").phase()).isEqualTo(SETTLED_LATE);
  }

  @Test
  void whoGoesBackToAChildIsAnActionWithAnOwnerATimeAndAClock() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child", "name", "Mia");
    scene.answer(child, "dob", "2018-01-01", "hereNow", "yes", "spoken", "no");
    PromptState back = scene.prompt("child-return-visit", child);
    assertThat(back.addsTo()).contains("action");
    FieldPath action =
        scene.add(
            "action", "about", child.text(), "kind", "goes-back", "what", "Speak to Mia at school");
    assertThat(scene.prompt("child-return-visit", child).isSettled()).isTrue();
    assertThat(scene.open(action)).contains("F20 action-owner", "F20 action-due");
    scene.answer(action, "owner", "PC Dean", "due", "2026-11-23T10:00Z");
    assertThat(scene.duty("action").due()).hasValue(ms("2026-11-23T10:00Z"));
    assertThat(scene.duty("action").phase()).isEqualTo(DUE);
  }

  @Test
  void highRiskIsAReferralThatIsDueAndOnlyToldSettlesIt() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("toldAt", "2026-11-20T20:00Z").answer("risk", Recording.risk("high"));
    assertThat(scene.duty("marac").due()).hasValue(ms("2026-11-21T20:00Z"));
    FieldPath victim = Recording.adult(scene, "Dee", "victim");
    assertThat(runs(scene, "marac")).as("the victim's own").isFalse();
    DutyState own = scene.duty("victim-marac");
    assertThat(own.subject()).contains(victim);
    assertThat(own.due()).hasValue(ms("2026-11-21T20:00Z"));
    assertThat(scene.open(victim)).contains("F18 victim-marac");
    scene.about(victim, "referral", "kind", "marac");
    assertThat(scene.duty("victim-marac").phase()).as("written").isEqualTo(DUE);
    scene.about(victim, "referral", Recording.told("marac"));
    assertThat(scene.duty("victim-marac").phase()).isEqualTo(SETTLED);
  }

  @Test
  void oneVictimsRiskIsNotTheOthers() {
    Scene scene = new Scene("domestic-abuse");
    scene.answer("risk", Recording.risk("high"));
    FieldPath one = Recording.adult(scene, "Dee", "victim");
    FieldPath other = Recording.adult(scene, "Eve", "victim");
    scene.answer(one, "victimRisk", Recording.risk("high"));
    scene.answer(other, "victimRisk", Recording.risk("standard"));
    assertThat(scene.open(one)).contains("F18 victim-marac");
    assertThat(scene.open(other)).doesNotContain("F18 victim-marac");
  }

  @Test
  void domesticAbuseRecordedAsSomethingElseIsReferredTheSame() {
    Scene scene = new Scene("concern-for-child");
    scene.answer("domesticToo", "yes").answer("domesticRisk", Recording.risk("high"));
    assertThat(runs(scene, "marac")).isTrue();
    assertThat(scene.open()).contains("F18 marac");
    scene.answer("domesticRisk", Json.object().put("grade", "medium").build());
    assertThat(runs(scene, "marac")).isFalse();
  }

  @Test
  void wordsCountFromWhenTheyWereAddedUntilSomebodySaysOtherwise() {
    Scene scene = new Scene("domestic-abuse");
    FieldPath child = scene.add("child", "name", "Mia");
    Json.Obj given = Json.object().put("about", child.text()).put("words", "I hid").build();
    Json.Obj begun = Begun.of(scene.form, "statement", given, Scene.NOW);
    assertThat(begun).isEqualTo(given.with("at", Json.of("2026-11-20T23:30Z")));
    FieldPath statement =
        scene.add(
            "statement",
            begun.members().entrySet().stream()
                .flatMap(member -> java.util.stream.Stream.of(member.getKey(), member.getValue()))
                .toArray());
    assertThat(scene.prompt("statement-at", statement).isSettled()).isTrue();

    Json.Obj earlier = given.with("at", Json.of("2026-11-20T22:10Z"));
    assertThat(Begun.of(scene.form, "statement", earlier, Scene.NOW)).isEqualTo(earlier);
    assertThat(Begun.of(scene.form, "statement", given, 86_400_000L))
        .as("a clock that stands in 1970 says nothing")
        .isEqualTo(given);
    assertThat(Begun.of(scene.form, "action", given, Scene.NOW)).isEqualTo(given);
  }
}
