package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceReceipt;

/** Verifies what a handset that asks has signed, away from the event loop. */
final class AskCheck {
  private final Vertx vertx;
  private final Tokens tokens;
  private final Digests digests;

  AskCheck(Vertx vertx, Tokens tokens, Digests digests) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.digests = digests;
  }

  /**
   * Who asked.
   *
   * @param proof hash of the enrolment that proves it
   */
  record Asked(String device, Hash proof) {}

  /** Who asked; fails when a signature does not hold. */
  Future<Asked> verified(AskRequest request) {
    return vertx.executeBlocking(
        () -> new Asked(device(request), Hash.of(request.enrolment(), digests)), false);
  }

  /** The device that signed it; signatures are checked on a worker. */
  private String device(AskRequest request) {
    Enrolment enrolment = tokens.enrolment(request.enrolment());
    String text = request.text(enrolment.force(), enrolment.device(), digests);
    if (!Signatures.signed(enrolment.key(), text, request.signature())) {
      throw new Refusal.Unproven(
              Refusal.Proof.SIGNATURE,
              Optional.empty(),
              "signature does not match the message under the device's enrolled key; nothing was"
                  + " taken. Keep everything and enrol again at the next login.")
          .raised();
    }
    for (DeviceReceipt receipt : request.receipts()) {
      String said = receipt.text(enrolment.force(), enrolment.device());
      if (!Signatures.signed(enrolment.key(), said, receipt.signature())) {
        throw new Refusal.Malformed(
                "receipts", "holds one whose signature is not the device's; sign each anew")
            .raised();
      }
    }
    return enrolment.device();
  }
}
