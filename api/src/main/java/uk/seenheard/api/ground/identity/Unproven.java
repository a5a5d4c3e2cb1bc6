package uk.seenheard.api.ground.identity;

import java.util.Optional;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.refusal.Refused;

/** What is said of a token that proves nothing, and what whoever holds it does next. */
final class Unproven {
  private Unproven() {}

  static Refused login(String reason, String detail) {
    return because(Refusal.Proof.LOGIN, reason, detail);
  }

  static Refused enrolment(String reason, String detail) {
    return because(
        Refusal.Proof.ENROLMENT,
        reason,
        detail + "; nothing was taken: keep everything and enrol again at the next login");
  }

  static Refused pass(String reason, String detail) {
    return because(
        Refusal.Proof.PASS,
        reason,
        detail + "; nothing was taken: keep everything and take a new pass at the next login");
  }

  private static Refused because(Refusal.Proof proof, String reason, String detail) {
    return new Refusal.Unproven(proof, Optional.of(reason), detail).raised();
  }
}
