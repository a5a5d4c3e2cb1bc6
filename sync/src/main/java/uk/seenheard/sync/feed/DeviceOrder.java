package uk.seenheard.sync.feed;

import uk.seenheard.sync.codec.Json;

/**
 * What a supervisor tells a handset to do, vouched for by the server's signature. Of several, the
 * last one that was given counts.
 *
 * <p>Alike to {@link DeviceReceipt} and apart from it: what each end signs is written out, so that
 * no change of one message can change the text that the other's signature stands under.
 *
 * @param id names it; a receipt says which order it is for
 * @param device the one device that it is for
 * @param order {@code lock}, {@code unlock}, {@code wipe}, {@code wipe-now}, or a word of a newer
 *     server's, which a handset leaves alone
 * @param at when it was given, by the server's clock
 * @param by who gave it: the name that the officer is shown
 * @param signature ES256 over {@link #text} under the server's key, ASN.1 DER, base64url unpadded
 */
public record DeviceOrder(
    String id, String device, String order, long at, String by, String signature) {
  /** Show and record nothing until it is unlocked by order. */
  public static final String LOCK = "lock";

  /** End the lock, or a wipe that has not been carried out. */
  public static final String UNLOCK = "unlock";

  /** Lock, hand over everything, then forget everything. */
  public static final String WIPE = "wipe";

  /** Forget everything at once, whatever is unsent. */
  public static final String WIPE_NOW = "wipe-now";

  /** The text that the server signs. */
  public static String text(
      String force, String device, String id, String order, long at, String by) {
    return "seenheard/order/1\n"
        + force
        + '\n'
        + device
        + '\n'
        + id
        + '\n'
        + order
        + '\n'
        + at
        + '\n'
        + by;
  }

  /** The text that the server signed, in a force. */
  public String text(String force) {
    return text(force, device, id, order, at, by);
  }

  /** The message. */
  public Json.Obj json() {
    return Json.object()
        .put("id", id)
        .put("device", device)
        .put("order", order)
        .put("at", at)
        .put("by", by)
        .put("signature", signature)
        .build();
  }

  /** Reads a message; members it does not know are left aside. */
  public static DeviceOrder read(Json value) {
    return read(new WireReader(value));
  }

  static DeviceOrder read(WireReader in) {
    return new DeviceOrder(
        in.text("id", 64),
        in.text("device", 64),
        in.text("order", 64),
        in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE),
        in.text("by", 200),
        in.text("signature", 200));
  }
}
