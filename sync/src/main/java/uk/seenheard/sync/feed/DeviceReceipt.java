package uk.seenheard.sync.feed;

import uk.seenheard.sync.codec.Json;

/**
 * A handset's word, under its own key, on what became of an order. Written out like {@link
 * DeviceOrder}, and why is said there.
 *
 * @param order the order's id
 * @param done {@code locked}, {@code unlocked}, {@code wiped} or {@code refused}
 * @param at the device's clock, milliseconds since 1970
 * @param unsent changes that were only on the handset then; a wipe has lost them
 * @param signature ES256 over {@link #text} under the device's key, ASN.1 DER, base64url unpadded
 */
public record DeviceReceipt(String order, String done, long at, long unsent, String signature) {
  /** It shows nothing from then on. */
  public static final String LOCKED = "locked";

  /** It goes by its lease again. */
  public static final String UNLOCKED = "unlocked";

  /** Nothing is left on it. */
  public static final String WIPED = "wiped";

  /** The order is for another device, or the server's signature does not hold. */
  public static final String REFUSED = "refused";

  /** The text that the device signs. */
  public static String text(
      String force, String device, String order, String done, long at, long unsent) {
    return "seenheard/receipt/1\n"
        + force
        + '\n'
        + device
        + '\n'
        + order
        + '\n'
        + done
        + '\n'
        + at
        + '\n'
        + unsent;
  }

  /** The text that this device signed. */
  public String text(String force, String device) {
    return text(force, device, order, done, at, unsent);
  }

  /** The message. */
  public Json.Obj json() {
    return Json.object()
        .put("order", order)
        .put("done", done)
        .put("at", at)
        .put("unsent", unsent)
        .put("signature", signature)
        .build();
  }

  /** Reads a message. */
  public static DeviceReceipt read(Json value) {
    return read(new WireReader(value));
  }

  static DeviceReceipt read(WireReader in) {
    return new DeviceReceipt(
        in.text("order", 64),
        in.text("done", 64),
        in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE),
        in.whole("unsent", 0, Integer.MAX_VALUE),
        in.text("signature", 200));
  }
}
