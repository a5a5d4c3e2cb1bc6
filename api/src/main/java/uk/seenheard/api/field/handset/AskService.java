package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.refusal.Refusal;
import uk.seenheard.api.ground.work.InFlight;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceReceipt;

/** Answers a handset that asks: keeps its receipts, and says what it has to do. */
public final class AskService {
  /** Of one device at a time: its loop asks one thing, and after a broken connection again. */
  private static final int MOST_OF_ONE_DEVICE = 8;

  private static final int RETRY_SECONDS = 5;

  private final AskCheck check;
  private final Handsets handsets;
  private final OrderLedger orders;
  private final Forgotten forgotten;
  private final LongSupplier now;
  private final InFlight inFlight = new InFlight(MOST_OF_ONE_DEVICE);

  /** With the parts of this server. */
  AskService(
      AskCheck check,
      Handsets handsets,
      OrderLedger orders,
      Forgotten forgotten,
      LongSupplier now) {
    this.forgotten = forgotten;
    this.check = check;
    this.handsets = handsets;
    this.orders = orders;
    this.now = now;
  }

  /** The answer, once every receipt that came is in the log. */
  Future<AskAnswer> ask(AskRequest request) {
    long at = now.getAsLong();
    return check.verified(request).compose(asked -> answered(asked, request, at));
  }

  private Future<AskAnswer> answered(AskCheck.Asked asked, AskRequest request, long at) {
    String device = asked.device();
    return inFlight.one(
        device,
        () -> {
          handsets.heard(line(device, request, at));
          return receipts(asked, request)
              .compose(kept -> forgotten.named(device, asked.proof(), request.forgotten()))
              .map(kept -> new AskAnswer(at, orders.open(device, request.state())));
        },
        () ->
            Refusal.busy(
                    "This handset has asked "
                        + MOST_OF_ONE_DEVICE
                        + " times already: wait for the answers.",
                    RETRY_SECONDS)
                .raised());
  }

  private static Handset line(String device, AskRequest request, long at) {
    Handset line =
        Handset.unknown(device)
            .with(new Handset.Contact(at, request.queued(), request.clock().wall() - at, 0));
    return request.state().equals("wiped")
        ? line.wiped(at)
        : line.with(new Handset.Told(at, request.state(), request.app()));
  }

  private Future<Void> receipts(AskCheck.Asked asked, AskRequest request) {
    Future<Void> done = Future.succeededFuture();
    for (DeviceReceipt receipt : request.receipts()) {
      done = done.compose(before -> orders.receipt(asked.device(), asked.proof(), receipt));
    }
    return done;
  }
}
