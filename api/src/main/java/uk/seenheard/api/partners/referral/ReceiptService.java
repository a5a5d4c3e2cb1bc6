package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.partners.exchange.WhoTookIt;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.referral.Attempt;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;
import uk.seenheard.sync.referral.Sending;

/**
 * Writes down what came back of a notice: what a recipient's own system says of what it was sent,
 * or what a person was told, by whom and when.
 */
final class ReceiptService {
  private final ReferralPolicy policy;
  private final Incidents incidents;
  private final Dispatch dispatch;
  private final Digests digests;
  private final LongSupplier now;

  ReceiptService(
      ReferralPolicy policy,
      Incidents incidents,
      Dispatch dispatch,
      Digests digests,
      LongSupplier now) {
    this.policy = policy;
    this.incidents = incidents;
    this.dispatch = dispatch;
    this.digests = digests;
    this.now = now;
  }

  /**
   * What somebody says of a notice.
   *
   * @param key of what was received; the last that left for the recipient where none is named
   * @param recipient whom a person was told by; a system speaks for itself
   * @param channel by which a person told them: {@code phone} or {@code portal}
   */
  record Said(
      Receipt.State state,
      long at,
      String by,
      Optional<String> key,
      Optional<String> recipient,
      Optional<String> channel,
      Optional<String> reference,
      Optional<String> code,
      Optional<String> words) {}

  /** Writes it down; whether there was anything to write. */
  Future<Boolean> take(Grant grant, ReferralName name, Said said) {
    long at = now.getAsLong();
    if (said.at() > at + Referrals.SKEW) {
      return malformed("at", "lies ahead: say when it was received");
    }
    if (!WhoTookIt.says(said.by())) {
      return malformed("by", "is nobody: say who took it, by name or post");
    }
    if (answers(said.state()) && said.code().isEmpty()) {
      return malformed("code", "is needed with what was decided, and with a refusal");
    }
    Incidents.By by =
        grant.role() == Role.RECIPIENT || grant.role() == Role.TRIAGE
            ? new Incidents.By(grant.person(), grant.token(), Set.of(Grant.WHOLE_FORCE))
            : Incidents.By.of(grant);
    return incidents.change(
        by, name.incident(), incidents.pure(found -> decide(found, grant, name, said)));
  }

  private Decided<Boolean> decide(IncidentAt at, Grant grant, ReferralName name, Said said) {
    Referral referral = TriageService.find(at.incident(), name);
    Recipient from = from(at, grant, referral, said);
    Sending sending = referral.sending();
    List<Operation> ops = new ArrayList<>();
    boolean bySystem = grant.role() == Role.RECIPIENT;
    Optional<Attempt> answered =
        said.key().isPresent()
            ? sending.attempt(said.key().get()).filter(one -> one.recipient().equals(from.id()))
            : sending.standing(from.id()).filter(one -> said.channel().isEmpty());
    if (answered.isEmpty() && (bySystem || said.key().isPresent())) {
      // Another's notice, or none: whoever asks learns nothing of it.
      throw none();
    }
    if (answered.isPresent() && !bySystem) {
      requireDisinterested(at, grant, referral, answered.get());
    }
    if (answered.isPresent() && said.at() < answered.get().at() - Referrals.SKEW) {
      throw new Refusal.Malformed("at", "is before the notice left").raised();
    }
    String key;
    if (answered.isPresent()) {
      key = answered.get().key();
    } else {
      String channel = reached(from, said.channel().orElse(Attempt.PHONE));
      if (held(at, referral, from).isPresent()) {
        requireKnows(at, grant, referral, from, said);
      }
      key = told(at, referral, from, channel, said);
      // Told in person: it left and arrived at once, and whoever writes it down vouches for it.
      if (sending.attempt(key).isEmpty()) {
        ops.add(
            act(
                at,
                Act.REFERRAL_SENT,
                referral,
                Json.object()
                    .put("key", key)
                    .put("recipient", from.id())
                    .put("channel", channel)
                    .put("at", said.at())
                    .put("text", text(at, referral, from))
                    .build()));
      }
    }
    if (isKnown(sending, key, bySystem, said)) {
      return Decided.nothing(false);
    }
    Json.Builder receipt =
        Json.object()
            .put("key", key)
            .put("recipient", from.id())
            .put("state", said.state().word())
            .put("at", said.at())
            .put("by", said.by())
            .put("reference", said.reference())
            .put("code", said.code())
            .put("words", said.words());
    if (bySystem) {
      receipt.put("theirs", true);
    }
    ops.add(act(at, Act.REFERRAL_RECEIPT, referral, receipt.build()));
    return Decided.of(at, ops, true);
  }

  /**
   * That something arrived which this server sent is said by whom it was for. Where a person says
   * it for them, it is one of the desk who did not write the notice: who wrote it, and who answers
   * for it, would only have to say so.
   */
  private static void requireDisinterested(
      IncidentAt at, Grant grant, Referral referral, Attempt answered) {
    if (!answered.isOwn()) {
      return; // told by a person, who says what they heard
    }
    if (wrote(at, grant, referral)
        || !(grant.role() == Role.TRIAGE || grant.role() == Role.INSPECTOR)) {
      throw new Refusal.Forbidden(
              "That what was sent has arrived is said by its recipient, or by the triage desk or an"
                  + " inspector who asked them and did not write the notice. Whom you told yourself"
                  + " you say with channel phone or portal.")
          .raised();
    }
  }

  private static boolean wrote(IncidentAt at, Grant grant, Referral referral) {
    return at.record().entry(referral.at()).map(Entry::added).orElse(List.of()).stream()
        .anyMatch(one -> one.by().author().equals(grant.person()));
  }

  /**
   * That somebody knows by a call that what they have is withdrawn keeps everything back that this
   * server would send them about it: no officer says it, nor who wrote the notice, and not of a
   * call before it was crossed out.
   */
  private void requireKnows(
      IncidentAt at, Grant grant, Referral referral, Recipient from, Said said) {
    if (grant.role() == Role.OFFICER || wrote(at, grant, referral)) {
      throw new Refusal.Forbidden(
              "That somebody knows that this notice is withdrawn is said by them, or by the triage"
                  + " desk or a supervisor who rang them and did not write it.")
          .raised();
    }
    long since =
        Optional.ofNullable(referral.sending().last().get(from.id())).map(Attempt::at).orElse(0L);
    for (Entry.Strike strike :
        at.record().entry(referral.at()).map(Entry::strikes).orElse(List.of())) {
      // By the clock of who crossed it out, which may be ahead.
      since = Math.max(since, Math.min(strike.by().wall(), now.getAsLong()));
    }
    if (said.at() < since - Referrals.SKEW) {
      throw new Refusal.Malformed("at", "is before the notice was withdrawn").raised();
    }
  }

  /** What somebody was told in person: what it says, or that they are to have it no more. */
  private String text(IncidentAt at, Referral referral, Recipient to) {
    return held(at, referral, to)
        .map(Dispatch.Step::sheet)
        .orElseGet(() -> dispatch.sheet(at.incident(), referral))
        .text();
  }

  private Optional<Dispatch.Step> held(IncidentAt at, Referral referral, Recipient by) {
    return dispatch.held(at, now.getAsLong()).stream()
        .filter(one -> one.referral().at().equals(referral.at()) && one.to().equals(by))
        .findFirst();
  }

  /** A portal that the directory does not know took nothing. */
  private static String reached(Recipient to, String channel) {
    boolean known =
        channel.equals(Attempt.PHONE)
            || to.channels().stream().anyMatch(one -> one.kind().equals(channel));
    if (!known) {
      throw new Refusal.Malformed(
              "channel", "is none of this recipient's: the directory has no portal of theirs")
          .raised();
    }
    return channel;
  }

  /**
   * Whether they said it before: by the same words at the same moment, however long ago, or as what
   * they had said last by then, or say last of all. Who goes back to an earlier answer, or stands
   * by one that was challenged, says something new. What a person was told is not their own word.
   */
  private static boolean isKnown(Sending sending, String key, boolean bySystem, Said said) {
    List<Receipt> before =
        sending.receipts().stream()
            .filter(one -> one.key().equals(key) && one.theirs() == bySystem)
            .sorted(Comparator.comparingLong(Receipt::at))
            .toList();
    boolean sentAgain = before.stream().anyMatch(one -> one.at() == said.at() && same(one, said));
    boolean stands =
        last(before).filter(one -> same(one, said)).isPresent()
            || last(before.stream().filter(one -> one.at() <= said.at()).toList())
                .filter(one -> same(one, said))
                .isPresent();
    return sentAgain || (stands && !(answers(said.state()) && sending.openChallenge().isPresent()));
  }

  private static Optional<Receipt> last(List<Receipt> said) {
    return said.isEmpty() ? Optional.empty() : Optional.of(said.get(said.size() - 1));
  }

  private static boolean answers(Receipt.State state) {
    return state == Receipt.State.DECIDED || state == Receipt.State.REFUSED;
  }

  private static boolean same(Receipt one, Said said) {
    return one.state() == said.state()
        && one.reference().equals(said.reference())
        && one.code().equals(said.code())
        && one.words().equals(said.words());
  }

  private Recipient from(IncidentAt at, Grant grant, Referral referral, Said said) {
    if (grant.role() == Role.RECIPIENT) {
      return policy.byLogin(grant.person()).orElseThrow(ReceiptService::none);
    }
    String id =
        said.recipient()
            .orElseThrow(
                () -> new Refusal.Malformed("recipient", "is needed: say who was told").raised());
    Recipient named =
        policy
            .recipient(id)
            // Who left the directory since can still say that they keep nothing of it.
            .or(
                () ->
                    Optional.of(Recipient.unknown(id))
                        .filter(one -> held(at, referral, one).isPresent()))
            .orElseThrow(
                () -> new Refusal.Malformed("recipient", "is not in the directory").raised());
    if (held(at, referral, named).isPresent()) {
      return named;
    }
    Addressing.Found found = dispatch.addressing().of(at.incident(), referral);
    ReferralPolicy.Kind kind = policy.kinds().get(referral.kind());
    // Where the record says whose it is, telling somebody else tells nobody.
    boolean fits =
        found.to().isEmpty()
            ? kind != null && kind.to().equals(named.kind())
            : found.to().contains(named);
    if (!fits) {
      throw new Refusal.Malformed("recipient", "is none of those who get this notice").raised();
    }
    return named;
  }

  private String told(IncidentAt at, Referral referral, Recipient to, String channel, Said said) {
    String name =
        String.join(
            "\n",
            "seenheard/notice-told/1",
            at.id(),
            referral.at().text(),
            to.id(),
            channel,
            Long.toString(said.at()));
    return Hash.of(name, digests).hex().substring(0, 32);
  }

  static Operation act(IncidentAt at, Act act, Referral referral, Json.Obj with) {
    return new Operation.Act(
        act.word(), Optional.of(referral.at()), with, List.of(), at.record().frontier());
  }

  static RuntimeException none() {
    return new Refusal.NotFound("The notice").raised();
  }

  private static <T> Future<T> malformed(String field, String reason) {
    return Future.failedFuture(new Refusal.Malformed(field, reason).raised());
  }
}
