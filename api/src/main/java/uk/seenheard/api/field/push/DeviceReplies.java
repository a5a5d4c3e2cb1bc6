package uk.seenheard.api.field.push;

import java.util.List;
import uk.seenheard.api.field.handset.Handset;
import uk.seenheard.api.field.handset.Handsets;
import uk.seenheard.api.field.handset.OrderLedger;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.PushRequest;

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

  /** What the register of handsets learns of it, in memory. */
  void heard(PushRequest request, PushIntake.Received received, PushResult result) {
    ExaminedPush push = received.push();
    String device = push.run().device();
    long at = received.at();
    if (result instanceof PushResult.Forked) {
      handsets.forked(device, at);
    }
    long unsent =
        request.queued() + (result instanceof PushResult.Taken ? 0 : push.changes().size());
    handsets.spoke(
        device,
        push.changes().get(push.changes().size() - 1).pass(),
        new Handset.Contact(at, unsent, request.clock().wall() - at, request.epoch()));
  }
}
