package uk.seenheard.api.ground.duty;

import java.util.List;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.referral.Referral;

/** The port to who may still act on a notice that was withdrawn from them. */
@FunctionalInterface
public interface Withdrawals {
  /**
   * Somebody who has, as far as is known, what they are to have no more.
   *
   * @param recipient their id in the directory
   * @param held the key of the last that they have of it
   * @param by from when on only a person can tell them; it may lie ahead
   */
  record Unaware(Referral referral, String recipient, String held, long by) {}

  /** Everybody of whom that is so, once somebody has read that it is withdrawn. */
  List<Unaware> of(Incident incident);
}
