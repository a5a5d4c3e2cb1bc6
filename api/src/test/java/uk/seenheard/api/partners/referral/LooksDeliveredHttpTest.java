package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.add;
import static uk.seenheard.api.Officer.entry;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;
import static uk.seenheard.api.partners.referral.ValeForce.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.sync.codec.Json;

/**
 * Somebody inside who wants a notice to look delivered, and a recipient who wants to look quick:
 * neither gets further than what happened.
 */
class LooksDeliveredHttpTest {
  private static final long HOUR = 3_600_000;

  @TempDir Path folder;
  private ValeForce force;

  private void open(String was, String is) throws IOException {
    assertThat(Vale.FILE).contains(was);
    force = new ValeForce(folder, Vale.FILE.replace(was, is), Map.of());
  }

  @AfterEach
  void stop() {
    force.close();
  }

  /** By leaving out how they told them, an officer answered for the hub's own system. */
  @Test
  void whoWroteANoticeOrAnswersForItDoesNotSayThatItArrived() throws IOException {
    open("", "");
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    for (String insider : new String[] {"pc1201", "ps401"}) {
      for (Json.Builder said :
          new Json.Builder[] {
            force.said("delivered").put("recipient", "hub"),
            force.said("acknowledged").put("recipient", "hub"),
            force.said("delivered").put("recipient", "hub").put("key", key)
          }) {
        assertThat(force.receipt(insider, referral, said).status()).as(insider).isEqualTo(403);
      }
      assertThat(
              force
                  .receipt(
                      insider,
                      referral,
                      force.said("delivered").put("recipient", "hub").put("channel", "portal"))
                  .status())
          .as("a portal that the hub has not")
          .isEqualTo(400);
    }
    force
        .receipt(
            "pc1201",
            referral,
            force.said("delivered").put("recipient", "hub").put("channel", "phone"))
        .expect(200);
    assertThat(force.duty(incident, "notice")).as("a call is no notice").isNotEqualTo("settled");
    force
        .receipt(
            "triage1", referral, force.said("delivered").put("recipient", "hub").put("key", key))
        .expect(200);
    assertThat(force.duty(incident, "notice")).as("the desk asked them").isEqualTo("settled");
  }

  /** A receipt that "not known" had taken settled a public protection notice. */
  @Test
  void nobodyTookItWhoIsNoNameAndNoPost() throws IOException {
    open("", "");
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    for (String nobody :
        new String[] {
          "not known",
          "Not known.",
          "none given",
          "No name",
          "no one",
          "same as before",
          "unknown",
          "name not given",
          "someone on the phone",
          "n/a n/k",
          "see above",
          "01632 960001",
          "xx yy"
        }) {
      Json.Obj refused = force.receipt("hub", referral, taken(key, nobody)).expect(400);
      assertThat(refused.text("detail").orElse("") + refused.canonical())
          .as(nobody)
          .contains("say who took it, by name or post");
    }
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    for (String somebody :
        new String[] {
          "Ms Roe, duty social worker",
          "duty desk",
          "Mr No, duty desk",
          "王 小明，社工",
          "Mrs O'Same",
          "unknown, but of the duty team"
        }) {
      force.now.addAndGet(60_000);
      assertThat(force.receipt("hub", referral, taken(key, somebody)).status())
          .as(somebody)
          .isEqualTo(200);
    }
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
  }

  /** The head of an incident named the hub among its officers once it had answered. */
  @Test
  void whoAnswersForARecipientIsNoOfficerOfTheIncident() throws IOException {
    open("", "");
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    force.receipt("hub", referral, taken(key, ValeForce.WHO)).expect(200);
    force
        .receipt(
            "triage1",
            referral,
            taken(key, ValeForce.WHO)
                .put("state", "decided")
                .put("code", "assessment")
                .put("recipient", "hub"))
        .expect(200);
    assertThat(ValeForce.objects(RecordedCase.looked(force.server(), incident), "people"))
        .extracting(one -> one.text("id").orElseThrow())
        .contains("pc1201")
        .doesNotContain("hub", "triage1");
  }

  private Json.Builder taken(String key, String by) {
    return Json.object()
        .put("state", "acknowledged")
        .put("at", force.now.get())
        .put("by", by)
        .put("key", key);
  }

  /** The hub of one area has it; that of the other is rung by a person, and nobody has. */
  @Test
  void whatOneOfTwoRecipientsHasIsNotDelivered() throws IOException {
    open(
        "[{\"kind\": \"phone\", \"address\": \"01632 960002\"}]",
        "[{\"kind\": \"portal\", \"address\": \"Moor portal\"}]");
    String incident = force.authorised(set(CHILD + "/authorities", "Vale, hosted by Moor"));
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    force.receipt("hub", referral, force.said("delivered").put("key", key)).expect(200);
    assertThat(force.duty(incident, "notice")).isNotEqualTo("settled");
    assertThat(force.line(referral).orElseThrow().text("state")).contains("sent");
    assertThat(force.handed("triage1", referral).text("state")).contains("sent");
    force
        .receipt(
            "triage1",
            referral,
            force.said("delivered").put("recipient", "moor-hub").put("channel", "portal"))
        .expect(200);
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
    assertThat(force.line(referral).orElseThrow().text("state")).contains("delivered");
  }

  /** Three days late, a hub says that it had it at once. */
  @Test
  void aSlowHubThatDatesItsAnswerBackIsLateAllTheSame() throws IOException {
    open("", "");
    String incident = force.authorised();
    String referral = name(incident, NOTICE);
    String key = force.key("hub", referral);
    final long left = force.now.get();
    force.now.addAndGet(72 * HOUR);
    force
        .receipt("hub", referral, force.said("delivered").put("at", left + 1_000).put("key", key))
        .expect(200);
    assertThat(force.duty(incident, "notice")).isEqualTo("settled");
    assertThat(force.isLate(incident, "notice")).isTrue();
    Json.Obj receipt = (Json.Obj) force.handed("triage1", referral).items("receipts").get(0);
    assertThat(receipt.whole("at")).as("as they say it").contains(left + 1_000);
    assertThat(receipt.whole("heardAt")).contains(force.now.get());
  }

  /** Who rings first and writes it down an hour later has told them when they did. */
  @Test
  void aCallThatIsWrittenDownLaterCountsFromWhenItWasMade() throws IOException {
    open(
        "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
        "\"channels\": [{\"kind\": \"phone\", \"address\": \"01632 960005\"}]");
    String at = entry("referral");
    String incident =
        force.record(
            set(CHILD + "/school", "Hill Primary"),
            add(at, Json.object().put("about", CHILD).put("kind", "encompass").build()));
    String referral = name(incident, at);
    until(() -> force.line(referral));
    long called = force.now.get();
    force.now.addAndGet(HOUR);
    force
        .receipt(
            "pc1201",
            referral,
            force
                .said("delivered")
                .put("at", called)
                .put("by", "Mrs Ahmed, head teacher")
                .put("recipient", "hill")
                .put("channel", "phone"))
        .expect(200);
    assertThat(force.line(referral).orElseThrow().text("state"))
        .isEqualTo(Optional.of("delivered"));
    Json.Obj sent = (Json.Obj) force.handed("triage1", referral).items("sent").get(0);
    assertThat(sent.whole("at")).contains(called);
  }
}
