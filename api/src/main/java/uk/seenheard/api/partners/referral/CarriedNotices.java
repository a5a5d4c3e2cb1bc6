package uk.seenheard.api.partners.referral;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.seenheard.api.ground.duty.NoticeWay;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.referral.Referral;
import uk.seenheard.sync.referral.Referrals;

/**
 * Which notices this server itself takes to whom they are for: it knows each recipient, and reaches
 * it first by a channel of its own. Who took such a notice is asked of nobody, and settled by
 * nothing that somebody types.
 */
final class CarriedNotices implements NoticeWay {
  private final ReferralPolicy policy;
  private final Addressing addressing;

  CarriedNotices(ReferralPolicy policy, Addressing addressing) {
    this.policy = policy;
    this.addressing = addressing;
  }

  @Override
  public boolean isOpen(long received) {
    return received >= policy.from();
  }

  @Override
  public Set<FieldPath> carried(Incident incident) {
    Set<FieldPath> carried = new LinkedHashSet<>();
    for (Referral referral : Referrals.of(incident)) {
      if (referral.sending().begun() || takes(incident, referral)) {
        carried.add(referral.at());
      }
    }
    return carried;
  }

  /** Whether it goes to each of its recipients by this server. */
  boolean takes(Incident incident, Referral referral) {
    List<Recipient> to = addressing.of(incident, referral).to();
    return !to.isEmpty() && to.stream().allMatch(one -> one.channels().get(0).isOwn());
  }
}
