package uk.seenheard.api.field.push;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.field.handset.Handset;
import uk.seenheard.api.field.handset.Handsets;
import uk.seenheard.api.field.handset.OrderLedger;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.PushRequest;
import uk.seenheard.sync.review.DeviceKnown;

/** What a device is told beside the outcome of its push, and what is learned of it by the way. */
final class DeviceReplies {
  private final Handsets handsets;
  private final OrderLedger orders;

  DeviceReplies(Handsets handsets, OrderLedger orders) {
    this.handsets = handsets;
    this.orders = orders;
  }

  /** The outcome, with what the device has to do. */
  PushResult withOrders(PushIntake.Received received, PushResult result) {
    List<DeviceOrder> open = orders.open(received.push().run().device());
    return result instanceof PushResult.Taken taken && !open.isEmpty()
        ? new PushResult.Taken(taken.answer().with(open))
        : result;
  }

  private static List<DeviceKnown.Hand> written(ExaminedPush push) {
    List<DeviceKnown.Hand> written = new ArrayList<>();
    push.changes().forEach(one -> one.handOn(push.run().device()).ifPresent(written::add));
    return written;
  }

  /**
   * What the register of handsets learns of it, in memory; but that somebody else has a handset by
   * now is written down before it is answered, as far as the store takes it.
   */
  Future<Void> heard(PushRequest request, PushIntake.Received received, PushResult result) {
    ExaminedPush push = received.push();
    String device = push.run().device();
    long at = received.at();
    if (result instanceof PushResult.Forked) {
      handsets.forked(device, at);
    }
    boolean taken = result instanceof PushResult.Taken;
    List<DeviceKnown.Hand> written = taken ? written(push) : List.of();
    handsets.spoke(
        device,
        push.changes().get(push.changes().size() - 1).pass(),
        written,
        new Handset.Contact(
            at,
            request.queued() + (taken ? 0 : push.changes().size()),
            request.clock().wall() - at,
            request.epoch()));
    boolean passedOn = written.stream().anyMatch(one -> isNews(one, received.known().hands()));
    return passedOn ? handsets.written().otherwiseEmpty() : Future.succeededFuture();
  }

  private static boolean isNews(DeviceKnown.Hand one, List<DeviceKnown.Hand> hands) {
    return hands.isEmpty() || one.since() > hands.get(0).since();
  }
}
