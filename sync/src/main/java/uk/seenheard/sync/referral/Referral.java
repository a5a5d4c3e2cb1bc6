package uk.seenheard.sync.referral;

import java.util.List;
import uk.seenheard.sync.change.FieldPath;

/**
 * A notice, and how far it has come.
 *
 * @param at its entry
 * @param kind a code of its form, {@code ppn}; empty where nobody said, or officers differ
 * @param about whom it is about
 * @param graded how urgent its officer graded it, or {@code not-graded}
 * @param said the child's words that go with it
 */
public record Referral(
    FieldPath at,
    String kind,
    List<FieldPath> about,
    String graded,
    List<FieldPath> said,
    ReferralState state,
    Sending sending) {
  /** Copies the lists. */
  public Referral {
    about = List.copyOf(about);
    said = List.copyOf(said);
  }

  /** How urgent it is: by whoever read it last, else by its officer. */
  public String grade() {
    return sending.triage().map(Triage::grade).orElse(graded);
  }
}
