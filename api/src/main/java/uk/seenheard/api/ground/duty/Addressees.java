package uk.seenheard.api.ground.duty;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.referral.Receipt;
import uk.seenheard.sync.referral.Referral;

/** The port to those for whom notices are, and to those for whom they are no more. */
public interface Addressees {
  /** Of a server by which nothing leaves. */
  Addressees NONE =
      new Addressees() {
        @Override
        public List<Unaware> unaware(Incident incident) {
          return List.of();
        }

        @Override
        public Optional<Receipt> unanswered(Incident incident, Referral referral) {
          return Optional.empty();
        }
      };

  /**
   * Somebody who has, as far as is known, what they are to have no more.
   *
   * @param recipient their id in the directory
   * @param held the key of the last that they have of it
   * @param by from when on only a person can tell them; it may lie ahead
   */
  record Unaware(Referral referral, String recipient, String held, long by) {}

  /** Everybody of whom that is so, once somebody has read that it is withdrawn. */
  List<Unaware> unaware(Incident incident);

  /**
   * The receipt by which everybody for whom a notice is has it, while somebody of them has not said
   * what they do about it; empty where nobody is waited for.
   */
  Optional<Receipt> unanswered(Incident incident, Referral referral);
}
