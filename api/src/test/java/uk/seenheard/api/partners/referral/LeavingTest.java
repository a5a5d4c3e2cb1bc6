package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.ReferralState;
import uk.seenheard.sync.referral.Sending;

/** What is to be done next about a notice and one of its recipients, step by step. */
class LeavingTest {
  private static final long PATIENCE = 60;
  private static final Recipient SCHOOL =
      new Recipient(
          "hill",
          "school",
          "Hill Primary",
          Optional.empty(),
          "vale",
          Optional.of("hill"),
          List.of(
              new Recipient.Channel("api", Optional.empty()),
              new Recipient.Channel("secure-mail", Optional.of("office@hill.example")),
              new Recipient.Channel("phone", Optional.of("01632 960005"))));

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Receipt> receipts = new ArrayList<>();
  private boolean closed;

  private void left(String key, String channel, String text, long at, String supersedes) {
    attempts.add(
        new Attempt(
            key,
            "hill",
            channel,
            text,
            at,
            false,
            Optional.of(supersedes).filter(one -> !one.isEmpty()),
            Optional.empty()));
  }

  /** The last that left did not after all. */
  private void bounced() {
    Attempt last = attempts.remove(attempts.size() - 1);
    attempts.add(
        new Attempt(
            last.key(),
            last.recipient(),
            last.channel(),
            last.text(),
            last.at(),
            last.unread(),
            last.supersedes(),
            Optional.of("bounced")));
  }

  private void received(String key, Receipt.State state, long at) {
    receipts.add(
        new Receipt(
            new OperationId(new Hash("0".repeat(64)), receipts.size()),
            key,
            "hill",
            state,
            at,
            "Mr Adeyemi, safeguarding lead",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "hill",
            at,
            true));
  }

  private Leaving next(String kind, ReviewState review, String text, long now) {
    return next(kind, "amber", review, text, now);
  }

  private Leaving next(String kind, String grade, ReviewState review, String text, long now) {
    Referral referral =
        new Referral(
            new FieldPath("referral/0190a5c0-0000-7000-8000-000000001050"),
            kind,
            List.of(),
            grade,
            List.of(),
            ReferralState.SENT,
            new Sending(attempts, receipts, Optional.empty(), List.of(), closed));
    return Leaving.of(
        new Leaving.Known(referral, review, true, text),
        SCHOOL,
        grade.equals("red"),
        PATIENCE,
        now);
  }

  private Leaving next(String text, long now) {
    return next("encompass", ReviewState.AUTHORISED, text, now);
  }

  private static Leaving by(int channel, int number, String supersedes) {
    return new Leaving.Now(
        SCHOOL.channels().get(channel),
        number,
        false,
        Optional.of(supersedes).filter(one -> !one.isEmpty()));
  }

  private static Leaving until(long at) {
    return new Leaving.Nothing(OptionalLong.of(at));
  }

  private static Leaving nothing() {
    return new Leaving.Nothing(OptionalLong.empty());
  }

  @Test
  void eachChannelHasItsTimeThenTheNextOneIsTakenAndThenAPersonIsTold() {
    assertThat(next("A", 0)).isEqualTo(by(0, 0, ""));
    left("k1", "api", "A", 0, "");
    assertThat(next("A", PATIENCE - 1)).isEqualTo(until(PATIENCE));
    assertThat(next("A", PATIENCE)).isEqualTo(by(1, 1, ""));
    left("k2", "secure-mail", "A", PATIENCE, "");
    assertThat(next("A", 2 * PATIENCE - 1)).isEqualTo(until(2 * PATIENCE));
    assertThat(next("A", 2 * PATIENCE)).isInstanceOf(Leaving.Person.class);
  }

  @Test
  void whatFailedOrCameBackHasNoTimeToWaitFor() {
    left("k1", "api", "A", 0, "");
    bounced();
    assertThat(next("A", 1)).isEqualTo(by(1, 1, ""));
    left("k2", "secure-mail", "A", 1, "");
    bounced();
    assertThat(next("A", 2)).isInstanceOf(Leaving.Person.class);
  }

  @Test
  void aLateReceiptOfAnEarlierChannelEndsIt() {
    left("k1", "api", "A", 0, "");
    left("k2", "secure-mail", "A", PATIENCE, "");
    received("k1", Receipt.State.DELIVERED, PATIENCE + 1);
    assertThat(next("A", 9 * PATIENCE)).isEqualTo(nothing());
  }

  @Test
  void aCallThatTakesNoNoticesPlaceKeepsNoChannelBack() {
    left("p1", "phone", "A", 0, "");
    received("p1", Receipt.State.DELIVERED, 0);
    assertThat(next("ppn", ReviewState.AUTHORISED, "A", 1)).isEqualTo(by(0, 1, ""));
    left("k1", "api", "A", 1, "");
    left("p2", "phone", "A", 2, "");
    received("p2", Receipt.State.DELIVERED, 2);
    assertThat(next("ppn", ReviewState.AUTHORISED, "A", PATIENCE))
        .as("its time counts from when it left")
        .isEqualTo(until(PATIENCE + 1));
    assertThat(next("ppn", ReviewState.AUTHORISED, "A", PATIENCE + 1)).isEqualTo(by(1, 3, ""));
    assertThat(next("ppn", ReviewState.AUTHORISED, "B", PATIENCE + 1))
        .as("what it corrects is what they can have")
        .isEqualTo(by(0, 3, "k1"));
  }

  @Test
  void aCallByWhichASchoolHasItIsEnough() {
    left("p1", "phone", "A", 0, "");
    received("p1", Receipt.State.DELIVERED, 0);
    assertThat(next("A", 9 * PATIENCE)).isEqualTo(nothing());
  }

  @Test
  void aPersonWhoWasRefusedOnThePhoneKeepsNoChannelBack() {
    left("p1", "phone", "A", 0, "");
    received("p1", Receipt.State.REFUSED, 0);
    assertThat(next("A", 1)).isEqualTo(by(0, 1, ""));
  }

  @Test
  void whatChangedGoesOnceItWasReadAndNamesWhatItCorrects() {
    left("k1", "api", "A", 0, "");
    received("k1", Receipt.State.DELIVERED, 1);
    assertThat(next("encompass", ReviewState.CHANGED, "B", 2)).isEqualTo(nothing());
    assertThat(next("B", 2)).isEqualTo(by(0, 1, "k1"));
    left("k2", "api", "B", 2, "k1");
    received("k2", Receipt.State.DELIVERED, 3);
    assertThat(next("B", 9 * PATIENCE)).isEqualTo(nothing());
    assertThat(next("C", 4)).as("a second time").isEqualTo(by(0, 2, "k2"));
    assertThat(next("A", 4)).as("back to what stood first").isEqualTo(by(0, 2, "k2"));
  }

  @Test
  void aRedOneMayLeaveUnreadAndItsCorrectionMayNot() {
    assertThat(next("ppn", "red", ReviewState.SUBMITTED, "A", 0))
        .isEqualTo(new Leaving.Now(SCHOOL.channels().get(0), 0, true, Optional.empty()));
    left("k1", "api", "A", 0, "");
    assertThat(next("ppn", "red", ReviewState.CHANGED, "B", 2)).isEqualTo(nothing());
    assertThat(next("ppn", "red", ReviewState.AUTHORISED, "B", 2)).isEqualTo(by(0, 1, "k1"));
  }

  @Test
  void aCorrectionThatBringsNoReceiptTakesTheNextChannelAndThenAPersonIsTold() {
    left("k1", "api", "A", 0, "");
    received("k1", Receipt.State.DELIVERED, 1);
    left("k2", "api", "B", 2, "k1");
    assertThat(next("B", 3)).isEqualTo(until(2 + PATIENCE));
    assertThat(next("B", 2 + PATIENCE)).isEqualTo(by(1, 2, "k1"));
    left("k3", "secure-mail", "B", 2 + PATIENCE, "k1");
    bounced();
    assertThat(next("B", 3 + PATIENCE)).isInstanceOf(Leaving.Person.class);
  }

  @Test
  void aCorrectionOfOneThatNeverCameNamesTheLastThatDid() {
    left("k1", "api", "A", 0, "");
    received("k1", Receipt.State.DELIVERED, 1);
    left("k2", "api", "B", 2, "k1");
    bounced();
    assertThat(next("C", 3)).isEqualTo(by(0, 2, "k1"));
  }

  @Test
  void whatIsEndedIsNotSentAgainButACorrectionOfItIs() {
    left("k1", "api", "A", 0, "");
    received("k1", Receipt.State.DECIDED, 1);
    closed = true;
    assertThat(next("A", 9 * PATIENCE)).isEqualTo(nothing());
    assertThat(next("encompass", ReviewState.CHANGED, "B", 2)).isEqualTo(nothing());
    assertThat(next("B", 2)).isEqualTo(by(0, 1, "k1"));
  }

  private Leaving withdrawn(ReviewState review, long now) {
    Referral referral =
        new Referral(
            new FieldPath("referral/0190a5c0-0000-7000-8000-000000001050"),
            "ppn",
            List.of(),
            "red",
            List.of(),
            ReferralState.SENT,
            new Sending(attempts, receipts, Optional.empty(), List.of(), closed));
    return Leaving.withdrawn(new Leaving.Known(referral, review, true, "W"), SCHOOL, PATIENCE, now);
  }

  private Leaving withdrawn(long now) {
    return withdrawn(ReviewState.AUTHORISED, now);
  }

  @Test
  void whatIsWithdrawnIsToldByEachChannelUntilTheyKnowThenByAPerson() {
    left("k1", "api", "A", 0, "");
    received("k1", Receipt.State.DECIDED, 1);
    closed = true; // also what triage had ended
    assertThat(withdrawn(ReviewState.CHANGED, 5)).as("not before it is read").isEqualTo(nothing());
    assertThat(withdrawn(5)).isEqualTo(by(0, 1, "k1"));
    left("k2", "api", "W", 5, "k1");
    assertThat(withdrawn(6)).isEqualTo(until(5 + PATIENCE));
    assertThat(withdrawn(5 + PATIENCE)).isEqualTo(by(1, 2, "k1"));
    left("k3", "secure-mail", "W", 5 + PATIENCE, "k1");
    bounced();
    assertThat(withdrawn(6 + PATIENCE)).isInstanceOf(Leaving.Person.class);
    left("k4", "phone", "W", 7 + PATIENCE, "");
    received("k4", Receipt.State.DELIVERED, 7 + PATIENCE);
    assertThat(withdrawn(8 + PATIENCE)).isEqualTo(nothing());
  }

  @Test
  void whoHoldsNothingIsToldNothingAndACallSaysAsMuchAsANotice() {
    left("k1", "api", "A", 0, "");
    bounced();
    assertThat(withdrawn(5)).as("it never left").isEqualTo(nothing());
    left("k2", "phone", "A", 1, "");
    received("k2", Receipt.State.REFUSED, 1);
    assertThat(withdrawn(5)).as("nobody took the call").isEqualTo(nothing());
    received("k2", Receipt.State.DELIVERED, 2);
    assertThat(withdrawn(5)).isEqualTo(by(0, 2, "k2"));
  }
}
