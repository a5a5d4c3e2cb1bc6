package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.sync.codec.Json;

/**
 * What there is for a handset that asked: the receipts it sent are on disk.
 *
 * @param at the server's clock at receipt, milliseconds since 1970
 * @param orders what it has to do and has given no receipt for
 */
public record AskAnswer(long at, List<DeviceOrder> orders) {
  /** Copies the list. */
  public AskAnswer {
    orders = List.copyOf(orders);
  }

  /** The message. */
  public Json.Obj json() {
    return Json.object().put("at", at).put("orders", list(orders)).build();
  }

  /** Reads a message; members it does not know are left aside. */
  public static AskAnswer read(Json value) {
    WireReader in = new WireReader(value);
    return new AskAnswer(in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE), orders(value));
  }

  static Json list(List<DeviceOrder> orders) {
    List<Json> given = new ArrayList<>();
    orders.forEach(order -> given.add(order.json()));
    return Json.list(given);
  }

  /**
   * The orders that can be read: one that cannot must not keep an acknowledgement from arriving.
   */
  static List<DeviceOrder> orders(Json value) {
    List<DeviceOrder> orders = new ArrayList<>();
    for (Json order : value instanceof Json.Obj in ? in.items("orders") : List.<Json>of()) {
      try {
        orders.add(DeviceOrder.read(order));
      } catch (WireFault garbled) {
        // Left aside: the server gives it again with the next answer.
      }
    }
    return orders;
  }
}
