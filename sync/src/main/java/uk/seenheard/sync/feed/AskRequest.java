package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/**
 * “Is there anything for me?”: a handset says how it stands, and hands over receipts. Vouched for
 * by the device's key and no login, so that an order reaches a handset whose login has ended.
 *
 * @param protocol the protocol's number
 * @param enrolment the token by which the server enrolled the device
 * @param state {@code in-use}, {@code locked}, {@code draining} or {@code wiped}
 * @param queued changes that are only on the handset
 * @param app name and version of the program, or an empty text
 * @param clock the device's clocks when it wrote this
 * @param receipts for orders that it carried out or refused
 * @param forgotten changes whose content this handset had to forget, when the log it meets is
 *     another than the one that had acknowledged them: what that log lacks of them, only a later
 *     backup brings back
 * @param signature ES256 over {@link #text} under the device's key, ASN.1 DER, base64url unpadded
 */
public record AskRequest(
    int protocol,
    String enrolment,
    String state,
    long queued,
    String app,
    ClockReading clock,
    List<DeviceReceipt> receipts,
    List<ForgottenChange> forgotten,
    String signature) {
  /** Receipts in one message. */
  public static final int MAX_RECEIPTS = Limits.RECEIPTS;

  /** Forgotten changes in one message. */
  public static final int MAX_FORGOTTEN = Limits.FORGOTTEN;

  /** Every state that a handset may say it is in. */
  public static final Set<String> STATES = Set.of("in-use", "locked", "draining", "wiped");

  private static final int TOKEN_CHARS = 4_096;
  private static final Set<String> MEMBERS =
      Set.of(
          "protocol",
          "enrolment",
          "state",
          "queued",
          "app",
          "clock",
          "receipts",
          "forgotten",
          "signature");

  /** Copies the lists. */
  public AskRequest {
    receipts = List.copyOf(receipts);
    forgotten = List.copyOf(forgotten);
  }

  /** A question of a handset that names nothing it had to forget. */
  public AskRequest(
      int protocol,
      String enrolment,
      String state,
      long queued,
      String app,
      ClockReading clock,
      List<DeviceReceipt> receipts,
      String signature) {
    this(protocol, enrolment, state, queued, app, clock, receipts, List.of(), signature);
  }

  /** The same, naming what it had to forget. */
  public AskRequest naming(List<ForgottenChange> changes) {
    return new AskRequest(
        protocol, enrolment, state, queued, app, clock, receipts, changes, signature);
  }

  /** The text that the device signs: everything in the message but the signature. */
  public String text(String force, String device, Digests digests) {
    return "seenheard/ask/1\n"
        + force
        + '\n'
        + device
        + '\n'
        + Hash.of(unsigned().build().canonical(), digests).hex();
  }

  /** The same, with its signature. */
  public AskRequest signed(String by) {
    return new AskRequest(protocol, enrolment, state, queued, app, clock, receipts, forgotten, by);
  }

  private Json.Builder unsigned() {
    List<Json> given = new ArrayList<>();
    receipts.forEach(receipt -> given.add(receipt.json()));
    Json.Builder unsigned =
        Json.object()
            .put("protocol", protocol)
            .put("enrolment", enrolment)
            .put("state", state)
            .put("queued", queued)
            .put("app", app)
            .put("clock", clock.json())
            .put("receipts", Json.list(given));
    if (!forgotten.isEmpty()) {
      List<Json> named = new ArrayList<>();
      forgotten.forEach(change -> named.add(change.json()));
      unsigned.put("forgotten", Json.list(named));
    }
    return unsigned;
  }

  /** The message. */
  public Json.Obj json() {
    return unsigned().put("signature", signature).build();
  }

  /**
   * Reads a message.
   *
   * @throws WireFault that names the member at fault
   */
  public static AskRequest read(Json value) {
    WireReader in = new WireReader(value).knowing(MEMBERS);
    List<DeviceReceipt> receipts = new ArrayList<>();
    for (WireReader receipt : in.objects("receipts")) {
      receipts.add(DeviceReceipt.read(receipt));
    }
    if (receipts.size() > MAX_RECEIPTS) {
      throw new WireFault("receipts", "is a list of at most " + MAX_RECEIPTS + " receipts");
    }
    List<ForgottenChange> forgotten = new ArrayList<>();
    for (WireReader change : in.objects("forgotten")) {
      forgotten.add(ForgottenChange.read(change));
    }
    if (forgotten.size() > MAX_FORGOTTEN) {
      throw new WireFault("forgotten", "is a list of at most " + MAX_FORGOTTEN + " changes");
    }
    String state = in.text("state", 64);
    if (!STATES.contains(state)) {
      throw new WireFault("state", "is one of in-use, locked, draining, wiped");
    }
    String app = in.anyText("app");
    if (app.length() > 100) {
      throw new WireFault("app", "is longer than 100 characters");
    }
    return new AskRequest(
        in.protocol(PushRequest.OLDEST_PROTOCOL, PushRequest.PROTOCOL),
        in.text("enrolment", TOKEN_CHARS),
        state,
        in.whole("queued", 0, Integer.MAX_VALUE),
        app,
        ClockReading.read(in.object("clock")),
        receipts,
        forgotten,
        in.text("signature", 200));
  }
}
