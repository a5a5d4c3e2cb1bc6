package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.ENCOMPASS;
import static uk.seenheard.api.partners.referral.ValeForce.HOUR;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.UNAWARE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.second;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/** Who was sent a notice that is not theirs, or that there is no longer, is told so. */
class WithdrawnNoticesHttpTest {
  @TempDir Path folder;
  private ValeForce force;

  @BeforeEach
  void open() throws IOException {
    force = new ValeForce(folder, Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  private void isWithdrawn(String recipient, String referral, String first, String why) {
    Json.Obj item = force.told(recipient, referral, 1);
    assertThat(item.isTrue("withdrawn")).isTrue();
    Json.Obj handed = force.handed(recipient, referral);
    assertThat(handed.text("key")).isEqualTo(item.text("key"));
    assertThat(handed.text("supersedes")).contains(first);
    assertThat(handed.object("content").text("withdrawn")).contains(why);
    assertThat(handed.text("kind")).contains("withdrawn");
    assertThat(handed.text("grade")).contains("not-graded");
    Json.Obj content = handed.object("content");
    assertThat(content.items("children")).as("nothing of what was written").isEmpty();
    assertThat(content.items("said")).isEmpty();
    assertThat(content.object("notice").members().keySet()).containsExactly("summary");
    assertThat(handed.canonical()).doesNotContain("Ruby", "Kit", "ppn", "encompass");
  }

  @Test
  void whoWasSentANoticeIsToldThatItWasCrossedOutOnceThatWasRead() {
    String extra = entry("referral");
    String incident = force.authorised(second(extra));
    String referral = name(incident, extra);
    String first = force.key("hub", referral);
    force.struck(incident, extra);
    Json.Obj waits = until(() -> force.line(referral));
    assertThat(waits.items("withdrawnFrom")).containsExactly(Json.of("hub"));
    assertThat(waits.items("recipients")).isEmpty();
    assertThat(force.handed("triage1", referral).object("content").items("children")).hasSize(1);
    assertThat(force.feed("hub", referral)).as("nothing leaves unread").hasSize(1);
    force.read(incident);
    isWithdrawn("hub", referral, first, "crossed-out");
    String key = force.told("hub", referral, 1).text("key").orElseThrow();
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    assertThat(force.line(referral)).as("nobody holds it any more").isEmpty();
    assertThat(force.feed("hub", referral)).hasSize(2);
  }

  @Test
  void aNoticeThatIsCrossedOutBeforeAnythingLeftIsToldToNobody() {
    String extra = entry("referral");
    String incident = force.record(second(extra));
    String referral = name(incident, extra);
    force.struck(incident, extra);
    force.read(incident);
    force.key("hub", name(incident, NOTICE)); // they leave together
    assertThat(force.feed("hub", referral)).isEmpty();
    assertThat(force.line(referral)).isEmpty();
  }

  @Test
  void whoseItIsNotAnyMoreIsToldSoAndKeepsNothingOfIt() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.key("hub", referral);
    force
        .receipt("hub", referral, force.said("decided").put("key", first).put("code", "assessment"))
        .expect(200);
    force.isAnothers(incident);
    isWithdrawn("hub", referral, first, "not-yours");
    assertThat(force.handed("hub", referral).canonical()).doesNotContain("Moorside");
    Json.Obj line = force.awaitAPerson(referral);
    assertThat(line.items("recipients")).containsExactly(Json.of("moor-hub"));
    assertThat(line.text("state")).as("whose it is has said nothing").contains("sent");
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.set(incident, CHILD + "/authorities", "Vale Council");
    // Both of them now: an address says the one, an authority the other.
    force.read(incident);
    Json.Obj again = force.told("hub", referral, 2);
    assertThat(again.isTrue("withdrawn")).isFalse();
    Json.Obj handed = force.handed("hub", referral);
    assertThat(handed.text("supersedes")).isEqualTo(force.told("hub", referral, 1).text("key"));
    assertThat(handed.object("content").items("children")).hasSize(1);
  }

  @Test
  void whoseItIsNotByTheAuthorityThatIsNamedLaterIsToldSo() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.key("hub", referral);
    force.set(incident, CHILD + "/authorities", "Moor Council");
    force.read(incident);
    isWithdrawn("hub", referral, first, "not-yours");
    assertThat(force.awaitAPerson(referral).items("recipients"))
        .containsExactly(Json.of("moor-hub"));
  }

  @Test
  void aSchoolWhoseChildItIsNotIsToldSoWhenTheRightOneIsKnown() throws IOException {
    force.close();
    force =
        new ValeForce(
            Files.createDirectory(folder.resolve("school")),
            ValeForce.nobodyRang("case-7-complete"),
            Vale.FILE.replace(
                "{\"id\": \"hill\"",
                "{\"id\": \"mill\", \"kind\": \"school\", \"name\": \"Mill Primary\", \"area\":"
                    + " \"vale\", \"channels\": [{\"kind\": \"phone\", \"address\": \"01632"
                    + " 960006\"}]}, {\"id\": \"hill\""),
            Map.of());
    String incident = force.authorised();
    String referral = name(incident, ENCOMPASS);
    String first = force.key("hill", referral);
    force.set(incident, CHILD + "/school", "Mill Primary");
    force.read(incident);
    isWithdrawn("hill", referral, first, "not-yours");
    Json.Obj line = force.awaitAPerson(referral);
    assertThat(line.items("recipients")).containsExactly(Json.of("mill"));
    assertThat(line.items("withdrawnFrom")).containsExactly(Json.of("hill"));
  }

  private void bothHubsHaveSystems() throws IOException {
    force.close();
    force =
        new ValeForce(
            Files.createDirectory(folder.resolve("two")),
            Vale.FILE
                .replace(
                    "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
                    "\"channels\": [{\"kind\": \"phone\", \"address\": \"01632 960005\"}]")
                .replace(
                    "[{\"kind\": \"phone\", \"address\": \"01632 960002\"}]",
                    "[{\"kind\": \"api\"}], \"login\": \"hill\""),
            Map.of());
  }

  /** The first hub says nothing at all: not of the notice, and not of its being withdrawn. */
  @Test
  void whoseItIsSettlesItWhateverTheFirstRecipientLeavesUnsaid() throws IOException {
    bothHubsHaveSystems();
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.isAnothers(incident);
    String key = force.key("hill", referral);
    assertThat(force.handed("hill", referral).get("supersedes")).as("their first").isEmpty();
    force.told("hub", referral, 1);
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.receipt("hill", referral, force.said("acknowledged").put("key", key)).expect(200);
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
    assertThat(force.line(referral).orElseThrow().items("withdrawnFrom"))
        .as("and is told all the same")
        .containsExactly(Json.of("hub"));
  }

  @Test
  void whoLeftTheDirectorySinceIsRungAndTheAnswerIsWrittenDownAfterARestart() throws IOException {
    String extra = entry("referral");
    String incident = force.authorised(second(extra));
    String referral = name(incident, extra);
    force.key("hub", referral);
    force.struck(incident, extra);
    Files.writeString(
        folder.resolve("referrals.json"),
        Vale.FILE.replace("\"id\": \"hub\"", "\"id\": \"hub-2\""));
    force.restart();
    force.read(incident);
    Json.Obj line = force.awaitAPerson(referral);
    assertThat(line.items("withdrawnFrom")).containsExactly(Json.of("hub"));
    force.now.addAndGet(60_000);
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "hub").put("channel", "phone"))
        .expect(200);
    force.awaitNoLine(referral);
  }

  private void moved(String incident, String entry, String belongs) {
    Json.Obj seen = RecordedCase.looked(force.server(), incident);
    force
        .as("insp71")
        .post(
            "/v1/incidents/" + incident + "/misplaced",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("belongs", belongs)
                .put("entry", entry)
                .put("reason", "Typed last night's reference")
                .build())
        .expect(201);
  }

  @Test
  void whoWasSentWordsThatBelongToAnotherIncidentIsToldThatTheyStandNoMore() {
    String extra = entry("referral");
    String incident = force.authorised(second(extra));
    String other = force.authorised();
    String referral = name(incident, extra);
    String first = force.key("hub", referral);
    moved(incident, extra, other);
    force.read(incident);
    isWithdrawn("hub", referral, first, "crossed-out");
  }

  @Test
  void whileNobodyKnowsWhoseItIsNothingIsTakenFromAnybody() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.set(incident, CHILD + "/address", "4 Moor Lane, Vale");
    force.read(incident);
    until(() -> force.line(referral).filter(one -> one.items("recipients").isEmpty()));
    force.key("hub", name(force.authorised(), NOTICE)); // so this one has been looked at too
    assertThat(force.feed("hub", referral)).hasSize(1);
  }

  /** Only a person reaches them: the desk says so until one wrote down that they know. */
  @Test
  void whoWasToldByTelephoneIsRungAgain() {
    String extra = entry("referral");
    String incident =
        force.authorised(second(extra, Officer.set(CHILD + "/address", "1 Lane, Moorside")));
    String referral = name(incident, extra);
    force
        .receipt(
            "triage1",
            referral,
            force.said("acknowledged").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    force.struck(incident, extra);
    force.read(incident);
    force.awaitAPerson(referral);
    force.now.addAndGet(60_000);
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    force.awaitNoLine(referral);
  }

  @Test
  void aChallengeOfTheRightRecipientsAnswerIsNotTheWrongOnes() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.isAnothers(incident);
    force.told("hub", referral, 1);
    force.challenge(referral, 1, "Moor has said nothing").expect(200);
    until(
        () ->
            force.line(referral).filter(one -> one.text("state").orElse("").equals("challenged")));
    assertThat(force.feed("hub", referral)).hasSize(2);
    assertThat(force.handed("hub", referral).get("challenge")).isEmpty();
  }

  @Test
  void whoIsSentAWithdrawalAndSaysNothingIsChasedUpTheLadderUntilAReceipt() {
    String extra = entry("referral");
    String incident = force.authorised(second(extra));
    String referral = name(incident, extra);
    force.key("hub", referral);
    force.struck(incident, extra);
    force.read(incident);
    String key = force.told("hub", referral, 1).text("key").orElseThrow();
    assertThat(force.raised(incident, UNAWARE)).as("their system has an hour").isEmpty();
    force.now.addAndGet(HOUR + 1);
    force.awaitRaised(incident, UNAWARE, "supervisor");
    until(() -> Optional.of(true).filter(so -> force.isOverdue(incident, UNAWARE)));
    force.now.addAndGet(4 * HOUR);
    force.awaitRaised(incident, UNAWARE, "supervisor", "inspector");
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    until(() -> Optional.of(true).filter(so -> !force.isOverdue(incident, UNAWARE)));
  }

  /** Somebody writes in the incident: that takes nobody's notice from them. */
  @Test
  void whatIsWrittenAfterwardsEndsNoChaseOfAWithdrawal() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    force.isAnothers(incident);
    force.told("hub", referral, 1);
    force.now.addAndGet(HOUR + 1);
    force.awaitRaised(incident, UNAWARE, "supervisor");
    force.set(incident, CHILD + "/pattern", "Each Friday");
    force.now.addAndGet(4 * HOUR);
    force.awaitRaised(incident, UNAWARE, "supervisor", "inspector");
  }

  @Test
  void whoIsReachedByAPersonOnlyIsChasedAtOnceWhenItWasRead() {
    String extra = entry("referral");
    String incident =
        force.authorised(second(extra, Officer.set(CHILD + "/address", "1 Lane, Moorside")));
    String referral = name(incident, extra);
    force
        .receipt(
            "triage1",
            referral,
            force.said("acknowledged").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    force.struck(incident, extra);
    force.now.addAndGet(HOUR + 1);
    until(() -> force.line(referral).filter(one -> !one.items("withdrawnFrom").isEmpty()));
    assertThat(force.raised(incident, UNAWARE)).as("nobody has read it").isEmpty();
    force.read(incident);
    force.awaitRaised(incident, UNAWARE, "supervisor");
    force.now.addAndGet(60_000);
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    until(() -> Optional.of(true).filter(so -> !force.isOverdue(incident, UNAWARE)));
  }

  /** Triage had ended it: it stands in no list, and still somebody has it. */
  @Test
  void whoWasRungAboutANoticeThatWasEndedIsRungAgainWhenItIsCrossedOut() {
    String extra = entry("referral");
    String incident =
        force.authorised(second(extra, Officer.set(CHILD + "/address", "1 Lane, Moorside")));
    String referral = name(incident, extra);
    force
        .receipt(
            "triage1",
            referral,
            force.said("acknowledged").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    force.end(referral);
    force.awaitNoLine(referral);
    force.struck(incident, extra);
    force.read(incident);
    assertThat(force.awaitAPerson(referral).items("withdrawnFrom"))
        .containsExactly(Json.of("moor-hub"));
    force.awaitRaised(incident, UNAWARE, "supervisor");
  }

  /** Whoever wrote it would only have to say that they rang, and nobody would be told. */
  @Test
  void whoWroteANoticeDoesNotSayThatWhoHasItKnowsThatItIsWithdrawn() {
    String extra = entry("referral");
    String incident = force.authorised(second(extra));
    String referral = name(incident, extra);
    String first = force.key("hub", referral);
    force.struck(incident, extra);
    Json.Builder rang = force.said("delivered").put("recipient", "hub").put("channel", "phone");
    assertThat(force.receipt("pc1201", referral, rang).status()).isEqualTo(403);
    force.read(incident);
    isWithdrawn("hub", referral, first, "crossed-out");
  }

  @Test
  void aCallBeforeItWasCrossedOutToldNobodyThatItIs() {
    String extra = entry("referral");
    String incident =
        force.authorised(second(extra, Officer.set(CHILD + "/address", "1 Lane, Moorside")));
    String referral = name(incident, extra);
    Json.Builder rang =
        force.said("acknowledged").put("recipient", "moor-hub").put("channel", "phone");
    force.receipt("triage1", referral, rang).expect(200);
    force.now.addAndGet(2 * HOUR);
    force.struck(incident, extra);
    force.read(incident);
    Json.Builder earlier =
        force
            .said("delivered")
            .put("at", force.now.get() - HOUR)
            .put("recipient", "moor-hub")
            .put("channel", "phone");
    assertThat(force.receipt("triage1", referral, earlier).status()).isEqualTo(400);
    assertThat(force.awaitAPerson(referral).items("withdrawnFrom")).hasSize(1);
  }

  private static final long WORKING_DAY = 4 * 24 * HOUR; // over any weekend

  @Test
  void theFirstRecipientsAnswerLeavesTheRightOneToBeChasedForTheirs() throws IOException {
    bothHubsHaveSystems();
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String first = force.key("hub", referral);
    force
        .receipt("hub", referral, force.said("decided").put("key", first).put("code", "assessment"))
        .expect(200);
    force.isAnothers(incident);
    String key = force.key("hill", referral);
    force.receipt("hill", referral, force.said("delivered").put("key", key)).expect(200);
    force.now.addAndGet(WORKING_DAY);
    force.awaitRaised(incident, "notice-unanswered", "inspector");
    assertThat(force.line(referral).orElseThrow().text("state")).contains("delivered");
  }

  @Test
  void ofTwoRecipientsTheOneWhoSaysNothingIsChased() throws IOException {
    bothHubsHaveSystems();
    String incident = force.record();
    String referral = name(incident, NOTICE);
    force.set(incident, CHILD + "/address", "4 Long Lane, Moorside");
    force.set(incident, CHILD + "/authorities", "Vale Council");
    force.read(incident);
    String one = force.key("hub", referral);
    String other = force.key("hill", referral);
    force.receipt("hub", referral, force.said("acknowledged").put("key", one)).expect(200);
    force.receipt("hill", referral, force.said("delivered").put("key", other)).expect(200);
    force.now.addAndGet(WORKING_DAY);
    force.awaitRaised(incident, "notice-unanswered", "inspector");
    force.receipt("hill", referral, force.said("acknowledged").put("key", other)).expect(200);
    until(() -> Optional.of(true).filter(so -> !force.isOverdue(incident, "notice-unanswered")));
  }
}
