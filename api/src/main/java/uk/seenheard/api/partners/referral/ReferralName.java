package uk.seenheard.api.partners.referral;

import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.referral.Referrals;

/**
 * How a notice is called outside: its incident's id, a dot, its own.
 *
 * @param at its entry in the incident
 */
record ReferralName(String incident, FieldPath at) {
  static String of(String incident, FieldPath at) {
    return incident + '.' + at.text().substring(Referrals.REFERRAL.length() + 1);
  }

  static Optional<ReferralName> read(String name) {
    int dot = name.indexOf('.');
    String path = Referrals.REFERRAL + '/' + name.substring(dot + 1);
    return dot < 0 || FieldPath.fault(path).isPresent()
        ? Optional.empty()
        : Optional.of(new ReferralName(name.substring(0, dot), new FieldPath(path)));
  }

  Notes.At note() {
    return new Notes.At(incident, at.text());
  }
}
