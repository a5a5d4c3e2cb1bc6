package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import uk.seenheard.api.ground.acts.ActWriter;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.DeviceReceipt;

/**
 * Orders to handsets and their receipts: writes the acts, and knows by heart what is open for a
 * device, so that a push is answered without a look into the store. The last order to a device is
 * the one that counts.
 */
public final class OrderLedger {
  /** The act by which a handset is told to do something. */
  static final String ORDERED = "handset-ordered";

  /** The act by which a handset's receipt is kept. */
  static final String RECEIPT = "handset-receipt";

  private final ActWriter acts;
  private final Force force;
  private final Mends mends;
  private final Map<String, Handset> standing = new ConcurrentHashMap<>();

  /** Of a force. */
  public OrderLedger(ActWriter acts, Force force, Mends mends) {
    this.mends = mends;
    mends.onMended(mend -> standing.replaceAll((device, line) -> line.mended(mend)));
    this.acts = acts;
    this.force = force;
  }

  /**
   * What stands about a device: its last order, its last receipt, and the last that said that
   * nothing is left on it, which no later receipt takes back.
   */
  List<LatestKind> standing() {
    return List.of(
        new LatestKind(
            "order",
            act -> act.act().equals(ORDERED),
            "device",
            List.of("id", "order", "at", "unsent", "signature"),
            (device, act) -> learn(Handset.unknown(device).with(ordered(act)))),
        new LatestKind(
            "receipt",
            act -> act.act().equals(RECEIPT),
            "device",
            List.of("id", "done", "unsent"),
            (device, act) -> learn(Handset.unknown(device).with(receipt(act)))),
        new LatestKind(
            "wiped",
            act ->
                act.act().equals(RECEIPT)
                    && act.with().text("done").equals(Optional.of(DeviceReceipt.WIPED)),
            "device",
            List.of(),
            (device, act) -> learn(Handset.unknown(device).wiped(mends.right(act.n(), act.at())))));
  }

  private void learn(Handset line) {
    standing.merge(line.device(), line, Handset::merged);
  }

  /** A line of the register, with what stands about its device. */
  Handset withOrders(Handset line) {
    Handset known = standing.get(line.device());
    return known == null ? line : line.merged(known);
  }

  private static Handset.Ordered ordered(LedgerAct act) {
    Json.Obj with = act.with();
    return new Handset.Ordered(
        act.n(),
        with.text("id").orElse(""),
        with.text("order").orElse(""),
        with.whole("at").orElse(act.at()),
        act.person(),
        with.whole("unsent").orElse(0L),
        with.text("signature").orElse(""));
  }

  private Handset.Receipt receipt(LedgerAct act) {
    Json.Obj with = act.with();
    return new Handset.Receipt(
        act.n(),
        with.text("id").orElse(""),
        with.text("done").orElse(""),
        mends.right(act.n(), act.at()),
        with.whole("unsent").orElse(0L));
  }

  /**
   * Gives an order; the answer comes when this process goes by it.
   *
   * @param sign makes the server's signature over a text
   */
  Future<DeviceOrder> give(
      Function<String, Future<String>> sign,
      Grant by,
      DeviceOrder unsigned,
      String reason,
      long unsent) {
    return sign.apply(unsigned.text(by.force()))
        .compose(
            signature -> {
              Json.Obj with =
                  Json.object()
                      .put("device", unsigned.device())
                      .put("id", unsigned.id())
                      .put("order", unsigned.order())
                      .put("at", unsigned.at())
                      .put("unsent", unsent)
                      .put("reason", reason)
                      .put("signature", signature)
                      .build();
              return acts.write(by, ORDERED, with)
                  .map(
                      done ->
                          new DeviceOrder(
                              unsigned.id(),
                              unsigned.device(),
                              unsigned.order(),
                              unsigned.at(),
                              unsigned.by(),
                              signature));
            });
  }

  /** What a push of a device is answered with. */
  public List<DeviceOrder> open(String device) {
    return open(device, "");
  }

  /**
   * What a device has to do: its last order, until there is a receipt. One that was locked or wiped
   * and speaks as if it were not is a copy, and is told again.
   *
   * @param said the state that it says it is in, or an empty text
   */
  List<DeviceOrder> open(String device, String said) {
    Handset line = standing.get(device);
    if (line == null || line.ordered().isEmpty()) {
      return List.of();
    }
    Handset.Ordered last = line.ordered().get();
    Optional<String> done = line.receiptOfOrder().map(Handset.Receipt::done);
    boolean again =
        done.equals(Optional.of(DeviceReceipt.WIPED))
            || (done.equals(Optional.of(DeviceReceipt.LOCKED)) && said.equals("in-use"));
    return done.isEmpty() || again
        ? List.of(
            new DeviceOrder(
                last.id(), device, last.order(), last.at(), name(last.by()), last.signature()))
        : List.of();
  }

  /** How the officer reads who gave an order. */
  String name(String person) {
    return force.person(person).map(Person::name).orElse(person);
  }

  /** Keeps a receipt, unless it is known or is for no order of this device. */
  Future<Void> receipt(String device, Hash proof, DeviceReceipt receipt) {
    Handset line = standing.get(device);
    boolean isNew =
        line != null
            && line.ordered().filter(last -> last.id().equals(receipt.order())).isPresent()
            && line.receiptOfOrder()
                .filter(known -> known.done().equals(receipt.done()))
                .filter(known -> known.unsent() == receipt.unsent())
                .isEmpty();
    if (!isNew) {
      return Future.succeededFuture();
    }
    Json.Obj with =
        Json.object()
            .put("device", device)
            .put("id", receipt.order())
            .put("done", receipt.done())
            .put("deviceAt", receipt.at())
            .put("unsent", receipt.unsent())
            .put("signature", receipt.signature())
            .build();
    return acts.write(device, proof, RECEIPT, with).mapEmpty();
  }
}
