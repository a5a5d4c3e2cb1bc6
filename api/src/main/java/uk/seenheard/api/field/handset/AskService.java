package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.identity.Signatures;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.log.Ledger;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceReceipt;

/** Answers a handset that asks: keeps its receipts, and says what it has to do. */
public final class AskService {
  private final Vertx vertx;
  private final Tokens tokens;
  private final Digests digests;
  private final Handsets handsets;
  private final OrderLedger orders;
  private final Ledger ledger;
  private final Projector projector;
  private final LongSupplier now;

  /** With the parts of this server. */
  public AskService(
      Vertx vertx,
      Tokens tokens,
      Digests digests,
      Handsets handsets,
      OrderLedger orders,
      Ledger ledger,
      Projector projector,
      LongSupplier now) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.digests = digests;
    this.handsets = handsets;
    this.orders = orders;
    this.ledger = ledger;
    this.projector = projector;
    this.now = now;
  }

  /** The answer, once every receipt that came is in the log. */
  Future<AskAnswer> ask(AskRequest request) {
    long at = now.getAsLong();
    return vertx
        .executeBlocking(() -> verified(request), false)
        .compose(
            device -> {
              handsets.heard(line(device, request, at));
              return receipts(device, request)
                  .map(kept -> new AskAnswer(at, orders.open(device, request.state())));
            });
  }

  /** The device that signed it; signatures are checked on a worker. */
  private String verified(AskRequest request) {
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

  private static Handset line(String device, AskRequest request, long at) {
    Handset line =
        Handset.unknown(device)
            .with(new Handset.Contact(at, request.queued(), request.clock().wall() - at, 0));
    return request.state().equals("wiped")
        ? line.wiped(at)
        : line.with(new Handset.Told(at, request.state(), request.app()));
  }

  private Future<Void> receipts(String device, AskRequest request) {
    Future<Void> done = Future.succeededFuture();
    for (DeviceReceipt receipt : request.receipts()) {
      done =
          done.compose(
              before ->
                  orders.receipt(
                      ledger, projector, device, Hash.of(request.enrolment(), digests), receipt));
    }
    return done;
  }
}
