package uk.seenheard.api.partners.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.Vouched;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;
import uk.seenheard.sync.referral.Sending;

/**
 * How far each notice of a record is vouched for. Of those that the server takes to whom they are
 * for, and of those of which something has left, receipts say it and nothing that somebody typed;
 * of the others what their officer entered.
 */
record NoticeStanding(NoticeWay way) {
  /**
   * The notices of a record, in the order of addition.
   *
   * @param received when the server first heard of the incident
   */
  List<Notices.Notice> of(IncidentRecord record, long received) {
    Incident incident = Incident.of(record);
    boolean open = way.isOpen(received);
    Set<FieldPath> carried = open ? way.carried(incident) : Set.of();
    Map<FieldPath, List<String>> recipients = open ? way.recipients(incident) : Map.of();
    List<Referral> referrals = Referrals.of(incident);
    List<Notices.Notice> standing = new ArrayList<>();
    for (Notices.Notice typed : Notices.of(record)) {
      standing.add(
          referrals.stream()
              .filter(one -> one.at().equals(typed.at()))
              .filter(one -> one.sending().begun() || carried.contains(one.at()))
              .findFirst()
              .map(
                  one ->
                      new Notices.Notice(
                          typed.at(),
                          vouched(one, Set.copyOf(recipients.getOrDefault(one.at(), List.of()))),
                          typed.grade(),
                          typed.said()))
              .orElse(typed));
    }
    return standing;
  }

  private static Vouched vouched(Referral referral, Set<String> awaited) {
    Sending sending = referral.sending();
    if (sending.confirmed(referral.kind(), awaited).isPresent()) {
      return Vouched.CONFIRMED;
    }
    return sending.delivered(referral.kind(), awaited).isPresent() ? Vouched.TOLD : Vouched.WRITTEN;
  }
}
