package uk.seenheard.sync.referral;

import java.util.Locale;

/** How far a notice has come. Each is known from what was done, and none says another. */
public enum ReferralState {
  /** Somebody entered it. */
  WRITTEN,
  /** Its officer handed the incident in. */
  SUBMITTED,
  /** A supervisor read and authorised what stands in the incident now. */
  READ,
  /** Somebody decided where it goes and how urgent it is. */
  TRIAGED,
  /** It left; nobody has said that it arrived. */
  SENT,
  /** A receipt of each recipient says that it arrived. */
  DELIVERED,
  /** A recipient says that it is theirs. */
  ACKNOWLEDGED,
  /** A recipient said what they do about it. */
  DECIDED,
  /** A recipient does not take it. */
  REFUSED,
  /** The force does not agree with what was decided, or that nothing was. */
  CHALLENGED,
  /** A person ended it. */
  CLOSED;

  /** The word on the wire. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
