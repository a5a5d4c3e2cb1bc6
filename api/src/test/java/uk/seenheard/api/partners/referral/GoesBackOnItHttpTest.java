package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.seenheard.api.Officer.set;
import static uk.seenheard.api.partners.referral.ValeForce.CHILD;
import static uk.seenheard.api.partners.referral.ValeForce.HOUR;
import static uk.seenheard.api.partners.referral.ValeForce.NOTICE;
import static uk.seenheard.api.partners.referral.ValeForce.name;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.sync.codec.Json;

/**
 * A recipient that goes back on what it said, and somebody inside who would rather that it had not:
 * what the recipient said last, by its own moment, is what stands.
 */
class GoesBackOnItHttpTest {
  private static final long MINUTE = 60_000;

  @TempDir Path folder;
  private ValeForce force;
  private String incident;
  private String referral;
  private String key;

  private void left() throws IOException {
    force = new ValeForce(folder, Map.of());
    incident = force.authorised();
    referral = name(incident, NOTICE);
    key = force.key("hub", referral);
  }

  @AfterEach
  void stop() {
    force.close();
  }

  private Json.Builder says(String state) {
    Json.Builder said = force.said(state).put("key", key);
    return state.equals("refused") ? said.put("code", "not-ours") : said;
  }

  /** A minute later the hub says so; whether it was written. */
  private boolean hub(String state) {
    force.now.addAndGet(MINUTE);
    return force.receipt("hub", referral, says(state)).expect(200).isTrue("written");
  }

  private boolean call(String by, String state) {
    force.now.addAndGet(MINUTE);
    Json.Builder said = force.said(state).put("recipient", "hub").put("channel", "phone");
    return force
        .receipt(by, referral, state.equals("refused") ? said.put("code", "not-ours") : said)
        .expect(200)
        .isTrue("written");
  }

  private String state() {
    Optional<String> listed = force.line(referral).orElseThrow().text("state");
    assertThat(force.handed("triage1", referral).text("state")).isEqualTo(listed);
    return listed.orElseThrow();
  }

  private boolean isSettled() {
    return force.duty(incident, "notice").equals("settled");
  }

  private int receipts() {
    return force.handed("triage1", referral).items("receipts").size();
  }

  @Test
  void whoGoesBackToAnEarlierAnswerWithAMomentOfItsOwnIsWrittenDown() throws IOException {
    left();
    for (String state :
        new String[] {
          "delivered",
          "refused",
          "acknowledged",
          "refused",
          "delivered",
          "acknowledged",
          "delivered",
          "acknowledged"
        }) {
      assertThat(hub(state)).as(state).isTrue();
    }
    assertThat(receipts()).isEqualTo(8);
    Json.Builder once = says("acknowledged");
    force.now.addAndGet(MINUTE);
    assertThat(force.receipt("hub", referral, once).expect(200).isTrue("written"))
        .as("the same again after a cut connection")
        .isFalse();
    assertThat(hub("acknowledged")).as("what they said last").isFalse();
    assertThat(hub("refused")).isTrue();
    Json.Builder sentAgain = says("refused");
    assertThat(hub("acknowledged")).isTrue();
    assertThat(force.receipt("hub", referral, sentAgain).expect(200).isTrue("written"))
        .as("what they had said, of that moment")
        .isFalse();
    assertThat(state()).isEqualTo("acknowledged");
  }

  @Test
  void aRefusalUnsettlesWhatAnEarlierAcknowledgementSettled() throws IOException {
    left();
    hub("acknowledged");
    assertThat(isSettled()).isTrue();
    hub("refused");
    assertThat(state()).isEqualTo("refused");
    assertThat(isSettled()).as("nobody there has taken it").isFalse();
    assertThat(force.dutyOf(incident, "notice").get("confirmed")).isEmpty();
    assertThat(force.dutyOf(incident, "notice").get("told")).isEmpty();
    force
        .as("triage1")
        .post("/v1/referrals/" + referral + "/end", Json.object().put("reason", "Taken on").build())
        .expect(409);
    hub("acknowledged");
    assertThat(state()).isEqualTo("acknowledged");
    assertThat(isSettled()).isTrue();
  }

  @Test
  void nobodyInsideHidesByACallThatTheRecipientRefusedIt() throws IOException {
    left();
    hub("refused");
    for (String insider : new String[] {"pc1201", "ps401", "insp71", "triage1"}) {
      for (String state : new String[] {"delivered", "acknowledged"}) {
        assertThat(call(insider, state)).as(insider).isTrue();
        assertThat(state()).as(insider + ' ' + state).isEqualTo("refused");
      }
    }
    force.now.addAndGet(MINUTE);
    force.receipt("triage1", referral, says("acknowledged").put("recipient", "hub")).expect(200);
    assertThat(state()).as("the desk asked them, and they have not said so").isEqualTo("refused");
    assertThat(isSettled()).isFalse();
    assertThat(receipts()).as("the calls stand beside it").isEqualTo(10);
    assertThat(hub("acknowledged")).isTrue();
    assertThat(state()).isEqualTo("acknowledged");
    assertThat(isSettled()).isTrue();
  }

  @Test
  void nobodyInsideRefusesWhatTheRecipientTook() throws IOException {
    left();
    hub("acknowledged");
    call("pc1201", "refused");
    assertThat(state()).isEqualTo("acknowledged");
    assertThat(isSettled()).isTrue();
  }

  @Test
  void whatTheDeskWasToldStandsWhereTheSystemOnlySaidThatItCame() throws IOException {
    left();
    hub("delivered");
    force.now.addAndGet(MINUTE);
    force.receipt("triage1", referral, says("refused").put("recipient", "hub")).expect(200);
    assertThat(state()).isEqualTo("refused");
    assertThat(isSettled()).isFalse();
  }

  /** It would look as if it had taken it before it did not. */
  @Test
  void anAnswerThatIsDatedBehindARefusalTakesNothingBack() throws IOException {
    left();
    force.now.addAndGet(10 * MINUTE);
    Json.Builder before = says("acknowledged");
    hub("refused");
    force.receipt("hub", referral, before).expect(200);
    assertThat(state()).isEqualTo("refused");
    assertThat(isSettled()).isFalse();
  }

  /** Acknowledged by a machine within a second, and refused: that is no quick answer. */
  @Test
  void whoTakesItDaysAfterRefusingItIsLateWhateverItSaidFirst() throws IOException {
    left();
    hub("acknowledged");
    hub("refused");
    force.now.addAndGet(72 * HOUR);
    hub("acknowledged");
    assertThat(isSettled()).isTrue();
    assertThat(force.isLate(incident, "notice")).isTrue();
  }

  @Test
  void oneOfTwoThatTakesItDoesNotHideThatTheOtherRefusedIt() throws IOException {
    force =
        new ValeForce(
            folder,
            Vale.FILE
                .replace(
                    "\"login\": \"hill\", \"channels\": [{\"kind\": \"api\"}]",
                    "\"channels\": [{\"kind\": \"phone\", \"address\": \"01632 960005\"}]")
                .replace(
                    "[{\"kind\": \"phone\", \"address\": \"01632 960002\"}]",
                    "[{\"kind\": \"api\"}], \"login\": \"hill\""),
            Map.of());
    incident = force.authorised(set(CHILD + "/authorities", "Vale, hosted by Moor"));
    referral = name(incident, NOTICE);
    String others = force.key("hill", referral);
    key = force.key("hub", referral);
    hub("refused");
    force.receipt("hill", referral, force.said("acknowledged").put("key", others)).expect(200);
    assertThat(state()).isEqualTo("refused");
    assertThat(isSettled()).isFalse();
    hub("acknowledged");
    assertThat(state()).isEqualTo("acknowledged");
    assertThat(isSettled()).isTrue();
  }
}
