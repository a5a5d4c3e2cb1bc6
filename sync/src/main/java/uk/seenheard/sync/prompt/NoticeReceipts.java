package uk.seenheard.sync.prompt;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referrals;
import uk.seenheard.sync.referral.Sending;

/**
 * What settles a notice where notices leave by a channel of the product's own: a receipt of each
 * recipient, and nothing that is typed. A call is the exception where the product does not take the
 * notice to everybody whom it is for, and while nothing has left: whoever made it names who took it
 * and when.
 */
final class NoticeReceipts {
  /** In the context of an incident: whether the server delivers notices. */
  static final String DELIVERS = "delivers";

  /** In the context of a notice: whether the server takes it to each of its recipients. */
  private static final String CARRIED = "context.carried";

  /** In the context of a notice: the ids of those for whom it is. */
  private static final String RECIPIENTS = "context.recipients";

  private NoticeReceipts() {}

  /** Whether receipts alone settle what is to be told of this entry. */
  static boolean settle(SubjectFacts entry) {
    if (!entry.collection.equals(Referrals.REFERRAL) || entry.entry == null) {
      return false;
    }
    if (entry.record.sending(entry.entry).begun() || Json.of(true).equals(entry.at(CARRIED))) {
      return true;
    }
    boolean typedCall =
        entry.at("toldBy") instanceof Json.Text by
            && (by.value().equals("phone") || by.value().equals("in-person"));
    return !typedCall && entry.record.context.incident().isTrue(DELIVERS);
  }

  /** By which receipt the notice was told, or confirmed. */
  static Optional<DutyState.Done> of(SubjectFacts notice, Vouched word) {
    if (notice.entry == null) {
      return Optional.empty();
    }
    String kind = notice.at("kind") instanceof Json.Text text ? text.value() : "";
    Sending sending = notice.record.sending(notice.entry);
    Set<String> awaited = awaited(notice);
    Optional<Receipt> receipt =
        word == Vouched.CONFIRMED
            ? sending.confirmed(kind, awaited)
            : sending.delivered(kind, awaited);
    return receipt.map(one -> new DutyState.Done(one.id(), one.author(), one.counts()));
  }

  /** For whom it is, as the server knows them: nothing may have left for one of them. */
  private static Set<String> awaited(SubjectFacts notice) {
    Set<String> awaited = new LinkedHashSet<>();
    if (notice.at(RECIPIENTS) instanceof Json.Arr list) {
      for (Json one : list.items()) {
        if (one instanceof Json.Text id) {
          awaited.add(id.value());
        }
      }
    }
    return awaited;
  }
}
