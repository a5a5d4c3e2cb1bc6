package uk.seenheard.sync.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.reading.Days;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.ReferralState;
import uk.seenheard.sync.referral.Referrals;

/**
 * Where notices leave by a channel of the product's own, a receipt settles the duty of a notice and
 * nothing else does; and each state of a notice is known from what was done.
 */
class ReceiptSettlesTest {
  private static final String KEY = "k1";
  private static final String LEFT = "2026-11-20T23:30Z";
  private static final long NOW = Days.moment("2026-11-20T23:40Z").getAsLong();

  private final Scene scene = new Scene("domestic-abuse");
  private final FieldPath child = scene.add("child", "dob", "2018-01-01", "setting", "school");
  private FieldPath notice = child;

  private void written(String kind, boolean delivers, Object... typed) {
    notice = scene.about(child, "referral", "kind", kind);
    scene.answer(notice, typed);
    Context at = Context.at(NOW, "2026-11-20");
    scene.knowing(delivers ? at.knowing("delivers", Json.of(true)) : at);
  }

  private void act(String word, FieldPath about, Object... with) {
    Json.Builder members = Json.object();
    for (int i = 0; i < with.length; i += 2) {
      Object value = with[i + 1];
      members.put((String) with[i], value instanceof Json json ? json : Scene.json(value));
    }
    scene.put(
        new Operation.Act(
            "decide-referral-" + word,
            Optional.of(about),
            members.build(),
            List.of(),
            scene.record().frontier()));
  }

  private void sent(String key, String recipient, String channel) {
    scene.as("server-1");
    act("sent", notice, "key", key, "recipient", recipient, "channel", channel, "text", "t1");
  }

  private void receipt(FieldPath of, String key, String recipient, String state, String by) {
    scene.as("server-1");
    act(
        "receipt",
        of,
        "key",
        key,
        "recipient",
        recipient,
        "state",
        state,
        "by",
        by,
        "at",
        Days.moment(LEFT).getAsLong() + 60_000);
  }

  private static final String WHO = "Mrs Ahmed, head teacher";

  private Set<Vouched> known(String duty) {
    return scene.duty(duty).known().keySet();
  }

  private Referral referral() {
    return Referrals.of(Incident.of(scene.record())).stream()
        .filter(one -> one.at().equals(notice))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aReceiptSettlesIt() {
    written("encompass", true);
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
    sent(KEY, "hill", "api");
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
    assertThat(referral().state()).isEqualTo(ReferralState.SENT);
    receipt(notice, KEY, "hill", "delivered", WHO);
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN, Vouched.TOLD);
    assertThat(referral().state()).isEqualTo(ReferralState.DELIVERED);
    receipt(notice, KEY, "hill", "acknowledged", WHO);
    assertThat(known("encompass"))
        .containsExactly(Vouched.WRITTEN, Vouched.TOLD, Vouched.CONFIRMED);
    assertThat(referral().state()).isEqualTo(ReferralState.ACKNOWLEDGED);
  }

  @Test
  void whatIsTypedSettlesNothingWhereTheServerDelivers() {
    Object[] typed = {"toldWho", WHO, "toldBy", "email", "toldAt", LEFT, "receipt", "Read 23:31"};
    written("encompass", true, typed);
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
    written("ppn", true, "toldWho", WHO, "toldBy", "system", "toldAt", LEFT);
    assertThat(known("notice")).containsExactly(Vouched.WRITTEN);
  }

  @Test
  void withoutAChannelOfTheProductsOwnItStaysAsItWas() {
    written(
        "encompass",
        false,
        "toldWho",
        WHO,
        "toldBy",
        "email",
        "toldAt",
        LEFT,
        "receipt",
        "Read by R. Ahmed 23:31");
    assertThat(known("encompass")).contains(Vouched.TOLD);
  }

  @Test
  void aCallIsSaidByWhoMadeItUntilSomethingHasLeft() {
    written("encompass", true, "toldWho", WHO, "toldBy", "phone", "toldAt", LEFT);
    assertThat(known("encompass")).contains(Vouched.TOLD);
    sent(KEY, "hill", "secure-mail");
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
  }

  private void carried(String kind, Object... typed) {
    Context before =
        scene.context().incident().isTrue("delivers")
            ? scene.context()
            : Context.at(NOW, "2026-11-20").knowing("delivers", Json.of(true));
    notice = scene.about(child, "referral", "kind", kind);
    scene.answer(notice, typed);
    scene.knowing(before.knowing(notice, "carried", Json.of(true)));
  }

  private List<String> asked() {
    return scene.prompts().stream()
        .filter(one -> one.subject().equals(Optional.of(notice)))
        .map(PromptState::prompt)
        .filter(one -> one.startsWith("told-") || one.startsWith("sent-"))
        .collect(Collectors.toList());
  }

  @Test
  void whoTookWhatTheServerCarriesIsAskedOfNobody() {
    for (String kind : List.of("encompass", "ppn", "social-care", "marac", "lado")) {
      written(kind, true);
      assertThat(asked()).as(kind).hasSize(1);
      carried(kind);
      assertThat(asked()).as("%s, carried", kind).isEmpty();
      carried(kind, "toldWho", WHO, "toldBy", "email", "toldAt", LEFT);
      assertThat(asked()).as("%s, carried and typed", kind).isEmpty();
    }
  }

  /** The laziest way past a delivery: to say that one rang. */
  @Test
  void aCallThatIsTypedSettlesNothingWhereTheServerCarriesIt() {
    for (String by : List.of("phone", "in-person", "email", "system")) {
      carried("encompass", "toldWho", WHO, "toldBy", by, "toldAt", LEFT, "receipt", "Read 23:31");
      assertThat(known("encompass")).as(by).containsExactly(Vouched.WRITTEN);
    }
    sent(KEY, "hill", "api");
    receipt(notice, KEY, "hill", "delivered", WHO);
    assertThat(known("encompass")).contains(Vouched.TOLD);
  }

  @Test
  void aReceiptOfAnotherNoticeKeyRecipientOrTimeSettlesNothing() {
    written("encompass", true);
    FieldPath mine = notice;
    sent(KEY, "hill", "api");
    FieldPath other = scene.about(child, "referral", "kind", "encompass");
    receipt(other, KEY, "hill", "delivered", WHO); // the key of another notice
    receipt(mine, "k2", "hill", "delivered", WHO); // a key that nobody gave out
    receipt(mine, KEY, "dale", "delivered", WHO); // another's name
    receipt(mine, KEY, "hill", "opened", WHO); // no state
    receipt(mine, KEY, "hill", "delivered", "yes"); // a tap
    scene.as("server-1");
    for (String moment : List.of("2026-11-20T22:00Z", "2026-11-22T22:00Z")) {
      act(
          "receipt",
          mine,
          "key",
          KEY,
          "recipient",
          "hill",
          "state",
          "delivered",
          "by",
          WHO,
          "at",
          Days.moment(moment).getAsLong()); // before it left, and ahead of the clock
    }
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
    receipt(mine, KEY, "hill", "delivered", WHO);
    assertThat(known("encompass")).contains(Vouched.TOLD);
  }

  /** Even one that a supervisor let out of quarantine: a handset sends and receives nothing. */
  @Test
  void whatAHandsetWritesOfANoticeSaysNothing() {
    written("encompass", true);
    scene.as("pc.1");
    act("sent", notice, "key", KEY, "recipient", "hill", "channel", "api", "text", "t");
    act(
        "receipt",
        notice,
        "key",
        KEY,
        "recipient",
        "hill",
        "state",
        "delivered",
        "by",
        WHO,
        "at",
        Days.moment(LEFT).getAsLong());
    assertThat(known("encompass")).containsExactly(Vouched.WRITTEN);
    assertThat(referral().sending().attempts()).isEmpty();
  }

  @Test
  void aCallNeverTakesAPublicProtectionNoticesPlace() {
    written("ppn", true);
    sent(KEY, "hub", "phone");
    receipt(notice, KEY, "hub", "delivered", WHO);
    assertThat(known("notice")).containsExactly(Vouched.WRITTEN);
    sent("k2", "hub", "secure-mail");
    receipt(notice, "k2", "hub", "delivered", WHO);
    assertThat(known("notice")).contains(Vouched.TOLD);
  }

  @Test
  void itIsDeliveredOnceEachRecipientHasIt() {
    written("ppn", true);
    sent(KEY, "home", "api");
    sent("k2", "host", "api");
    receipt(notice, KEY, "home", "delivered", WHO);
    assertThat(known("notice")).containsExactly(Vouched.WRITTEN);
    receipt(notice, "k2", "host", "delivered", WHO);
    assertThat(known("notice")).contains(Vouched.TOLD);
  }

  @Test
  void sayingItAgainChangesNothing() {
    written("encompass", true);
    sent(KEY, "hill", "api");
    receipt(notice, KEY, "hill", "delivered", WHO);
    DutyState once = scene.duty("encompass");
    receipt(notice, KEY, "hill", "delivered", WHO);
    assertThat(scene.duty("encompass")).isEqualTo(once);
    assertThat(referral().sending().receipts()).hasSize(1);
  }

  @Test
  void everyStateFollowsFromWhatWasDone() {
    written("ppn", true);
    assertThat(referral().state()).isEqualTo(ReferralState.WRITTEN);
    scene.as("pc.1").submit();
    assertThat(referral().state()).isEqualTo(ReferralState.SUBMITTED);
    scene.as("server-1");
    act("triaged", notice, "route", "hub", "grade", "amber", "why", "Third within a month");
    assertThat(referral().state()).isEqualTo(ReferralState.TRIAGED);
    assertThat(referral().grade()).isEqualTo("amber");
    sent(KEY, "hub", "api");
    act("failed", notice, "key", KEY, "code", "unreachable");
    assertThat(referral().state()).isEqualTo(ReferralState.TRIAGED);
    sent("k2", "hub", "secure-mail");
    assertThat(referral().state()).isEqualTo(ReferralState.SENT);
    receipt(notice, "k2", "hub", "refused", WHO);
    assertThat(referral().state()).isEqualTo(ReferralState.REFUSED);
    sent("k3", "hub", "portal");
    receipt(notice, "k3", "hub", "decided", WHO);
    assertThat(referral().state()).isEqualTo(ReferralState.DECIDED);
    act("challenged", notice, "level", 1, "why", "A third notice within a month");
    assertThat(referral().state()).isEqualTo(ReferralState.CHALLENGED);
    act("closed", notice, "reason", "Taken to the strategy discussion");
    assertThat(referral().state()).isEqualTo(ReferralState.CLOSED);
  }

  private void said(String key, String state, int minute) {
    scene.as("server-1");
    act(
        "receipt",
        notice,
        "key",
        key,
        "recipient",
        "hub",
        "state",
        state,
        "by",
        WHO,
        "at",
        Days.moment(LEFT).getAsLong() + minute * 60_000L,
        "theirs",
        Json.of(true));
  }

  private void corrected(String key) {
    scene.as("server-1");
    act("sent", notice, "key", key, "recipient", "hub", "channel", "api", "text", key);
  }

  @Test
  void anAnswerToATextThatWasCorrectedSaysNothingAgainstALaterOne() {
    written("ppn", true);
    sent(KEY, "hub", "api");
    said(KEY, "refused", 1);
    assertThat(referral().state()).isEqualTo(ReferralState.REFUSED);
    corrected("k2");
    assertThat(referral().state()).as("not said of this one").isEqualTo(ReferralState.SENT);
    said("k2", "acknowledged", 2);
    said(KEY, "refused", 3);
    assertThat(referral().state()).isEqualTo(ReferralState.ACKNOWLEDGED);
    assertThat(known("notice")).contains(Vouched.CONFIRMED);
    corrected("k3");
    said("k3", "refused", 4);
    assertThat(referral().state()).isEqualTo(ReferralState.REFUSED);
    assertThat(known("notice")).containsExactly(Vouched.WRITTEN);
  }

  @Test
  void theSameTextByTheNextChannelIsNoOtherOne() {
    written("ppn", true);
    sent(KEY, "hub", "api");
    said(KEY, "refused", 1);
    sent("k2", "hub", "secure-mail");
    assertThat(referral().state()).isEqualTo(ReferralState.REFUSED);
    said("k2", "delivered", 2);
    assertThat(referral().state()).isEqualTo(ReferralState.DELIVERED);
  }

  @Test
  void whatWasSaidLastIsSaidByTheMomentThatTheyGiveAndNotByTheOrderOfTheRecord() {
    written("ppn", true);
    sent(KEY, "hub", "api");
    said(KEY, "refused", 3);
    said(KEY, "acknowledged", 2);
    assertThat(referral().state()).isEqualTo(ReferralState.REFUSED);
    said(KEY, "acknowledged", 4);
    assertThat(referral().state()).isEqualTo(ReferralState.ACKNOWLEDGED);
  }

  @Test
  void noActOfANoticeIsPartOfWhatWasCaptured() {
    written("ppn", true);
    Map<?, ?> fields = scene.record().fields();
    var captured = scene.record().captured();
    sent(KEY, "hub", "api");
    receipt(notice, KEY, "hub", "delivered", WHO);
    assertThat(scene.record().captured()).isEqualTo(captured);
    assertThat(scene.record().fields()).isEqualTo(fields);
  }
}
