package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Officer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.change.Operation;
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

  /**
   * A second one about the child: one that has to be written stays when this one is crossed out.
   */
  private static Operation[] written(String notice, Operation... besides) {
    Json.Obj value =
        Json.object()
            .put("about", CHILD)
            .put("kind", "ppn")
            .put("grade", "green")
            .put("summary", "For the file")
            .put("doneNow", "Heard and seen; the home looked at")
            .put("parentsTold", "Told; the mother agrees")
            .put("otherChildren", "No other child lives or stays there")
            .put("recipients", "The hub of the Vale")
            .put("worry", "She flinches when her father comes near")
            .build();
    List<Operation> all = new ArrayList<>(List.of(besides));
    all.add(add(notice, value));
    all.add(Officer.set(notice + "/carries.0190a5c0-0000-7000-8000-000000001044", "yes"));
    return all.toArray(Operation[]::new);
  }

  private void decided(String incident, Json op) {
    Json.Obj seen = RecordedCase.looked(force.server(), incident);
    force
        .as("insp71") // who wrote it does not authorise it
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(op)))
                .build())
        .expect(201);
  }

  private void struck(String incident, String at) {
    decided(
        incident,
        Json.object()
            .put("op", "strike")
            .put("at", at)
            .put("reason", "It was written about the wrong child")
            .build());
  }

  private void set(String incident, String at, String value) {
    decided(
        incident,
        Json.object()
            .put("op", "set")
            .put("at", at)
            .put("value", value)
            .put("reason", "as the mother says")
            .build());
  }

  private void authorised(String incident) {
    Json.Obj seen = RecordedCase.looked(force.server(), incident);
    Json.Obj read = Json.object().put("read", Json.list(seen.items("toRead"))).build();
    Json act = Json.object().put("op", "act").put("act", "authorise").put("with", read).build();
    force
        .as("ps401")
        .post(
            "/v1/incidents/" + incident + "/decisions",
            Json.object()
                .put("frontier", seen.text("frontier").orElseThrow())
                .put("ops", Json.list(List.of(act)))
                .build())
        .expect(201);
  }

  private Json.Obj told(String recipient, String referral, int place) {
    return until(
        () ->
            Optional.of(force.feed(recipient, referral))
                .filter(all -> all.size() > place)
                .map(all -> all.get(place)));
  }

  private void isWithdrawn(String recipient, String referral, String first, String why) {
    Json.Obj item = told(recipient, referral, 1);
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
    assertThat(handed.canonical()).doesNotContain("Ruby").doesNotContain("ppn");
  }

  @Test
  void whoWasSentANoticeIsToldThatItWasCrossedOutOnceThatWasRead() {
    String second = entry("referral");
    String incident = force.authorised(written(second));
    String referral = name(incident, second);
    String first = force.key("hub", referral);
    struck(incident, second);
    Json.Obj waits = until(() -> force.line(referral));
    assertThat(waits.items("withdrawnFrom")).containsExactly(Json.of("hub"));
    assertThat(waits.items("recipients")).isEmpty();
    assertThat(force.handed("triage1", referral).object("content").items("children")).hasSize(1);
    assertThat(force.feed("hub", referral)).as("nothing leaves unread").hasSize(1);
    authorised(incident);
    isWithdrawn("hub", referral, first, "crossed-out");
    String key = told("hub", referral, 1).text("key").orElseThrow();
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    assertThat(force.line(referral)).as("nobody holds it any more").isEmpty();
    assertThat(force.feed("hub", referral)).hasSize(2);
  }

  @Test
  void aNoticeThatIsCrossedOutBeforeAnythingLeftIsToldToNobody() {
    String second = entry("referral");
    String incident = force.record(written(second));
    String referral = name(incident, second);
    struck(incident, second);
    authorised(incident);
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
    set(incident, CHILD + "/address", "4 Long Lane, Moorside");
    authorised(incident);
    isWithdrawn("hub", referral, first, "not-yours");
    assertThat(force.handed("hub", referral).canonical()).doesNotContain("Moorside");
    Json.Obj line =
        until(() -> force.line(referral).filter(one -> !one.items("forAPerson").isEmpty()));
    assertThat(line.items("recipients")).containsExactly(Json.of("moor-hub"));
    assertThat(line.text("state")).as("whose it is has said nothing").contains("sent");
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    set(incident, CHILD + "/authorities", "Vale Council");
    // Both of them now: an address says the one, an authority the other.
    authorised(incident);
    Json.Obj again = told("hub", referral, 2);
    assertThat(again.isTrue("withdrawn")).isFalse();
    Json.Obj handed = force.handed("hub", referral);
    assertThat(handed.text("supersedes")).isEqualTo(told("hub", referral, 1).text("key"));
    assertThat(handed.object("content").items("children")).hasSize(1);
  }

  /** The first hub says nothing at all: not of the notice, and not of its being withdrawn. */
  @Test
  void whoseItIsSettlesItWhateverTheFirstRecipientLeavesUnsaid() throws IOException {
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
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    set(incident, CHILD + "/address", "4 Long Lane, Moorside");
    authorised(incident);
    String key = force.key("hill", referral);
    assertThat(force.handed("hill", referral).get("supersedes")).as("their first").isEmpty();
    told("hub", referral, 1);
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    force.receipt("hill", referral, force.said("acknowledged").put("key", key)).expect(200);
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
    assertThat(force.line(referral).orElseThrow().items("withdrawnFrom"))
        .as("and is told all the same")
        .containsExactly(Json.of("hub"));
  }

  @Test
  void whoLeftTheDirectorySinceIsRungAndTheAnswerIsWrittenDownAfterARestart() throws IOException {
    String second = entry("referral");
    String incident = force.authorised(written(second));
    String referral = name(incident, second);
    force.key("hub", referral);
    struck(incident, second);
    Files.writeString(
        folder.resolve("referrals.json"),
        Vale.FILE.replace("\"id\": \"hub\"", "\"id\": \"hub-2\""));
    force.restart();
    authorised(incident);
    Json.Obj line =
        until(() -> force.line(referral).filter(one -> !one.items("forAPerson").isEmpty()));
    assertThat(line.items("withdrawnFrom")).containsExactly(Json.of("hub"));
    force.now.addAndGet(60_000);
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "hub").put("channel", "phone"))
        .expect(200);
    until(() -> force.line(referral).isEmpty() ? Optional.of(true) : Optional.empty());
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
    String second = entry("referral");
    String incident = force.authorised(written(second));
    String other = force.authorised();
    String referral = name(incident, second);
    String first = force.key("hub", referral);
    moved(incident, second, other);
    authorised(incident);
    isWithdrawn("hub", referral, first, "crossed-out");
  }

  @Test
  void whileNobodyKnowsWhoseItIsNothingIsTakenFromAnybody() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    set(incident, CHILD + "/address", "4 Moor Lane, Vale");
    authorised(incident);
    until(() -> force.line(referral).filter(one -> one.items("recipients").isEmpty()));
    force.key("hub", name(force.authorised(), NOTICE)); // so this one has been looked at too
    assertThat(force.feed("hub", referral)).hasSize(1);
  }

  /** Only a person reaches them: the desk says so until one wrote down that they know. */
  @Test
  void whoWasToldByTelephoneIsRungAgain() {
    String second = entry("referral");
    String incident =
        force.authorised(written(second, Officer.set(CHILD + "/address", "1 Lane, Moorside")));
    String referral = name(incident, second);
    force
        .receipt(
            "triage1",
            referral,
            force.said("acknowledged").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    struck(incident, second);
    authorised(incident);
    until(() -> force.line(referral).filter(one -> !one.items("forAPerson").isEmpty()));
    force.now.addAndGet(60_000);
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "moor-hub").put("channel", "phone"))
        .expect(200);
    until(() -> force.line(referral).isEmpty() ? Optional.of(true) : Optional.empty());
  }

  @Test
  void aChallengeOfTheRightRecipientsAnswerIsNotTheWrongOnes() {
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    force.key("hub", referral);
    set(incident, CHILD + "/address", "4 Long Lane, Moorside");
    authorised(incident);
    told("hub", referral, 1);
    force.challenge(referral, 1, "Moor has said nothing").expect(200);
    until(
        () ->
            force.line(referral).filter(one -> one.text("state").orElse("").equals("challenged")));
    assertThat(force.feed("hub", referral)).hasSize(2);
    assertThat(force.handed("hub", referral).get("challenge")).isEmpty();
  }
}
