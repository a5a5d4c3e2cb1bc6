package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Projector;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.writer.Ledger;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.DeviceReceipt;

/**
 * Orders to handsets and their receipts: writes the acts, follows the ledger for those of every
 * process, and knows by heart what is open for a device, so that a push is answered without a look
 * into the store. The last order to a device is the one that counts.
 */
public final class OrderLedger implements LedgerFollower {
  /** The act by which a handset is told to do something. */
  static final String ORDERED = "handset-ordered";

  /** The act by which a handset's receipt is kept. */
  static final String RECEIPT = "handset-receipt";

  private static final long PROJECTION_WAIT_MILLIS = 5_000;

  private final Handsets handsets;
  private final Force force;
  private final Map<String, Handset> standing = new ConcurrentHashMap<>();

  /** Keeps what it follows in the register of a force. */
  public OrderLedger(Handsets handsets, Force force) {
    this.handsets = handsets;
    this.force = force;
  }

  /** Reads what was ordered before this process began. */
  public Future<Void> start() {
    return read("");
  }

  private Future<Void> read(String after) {
    return handsets
        .ordered(after)
        .compose(
            lines -> {
              lines.forEach(this::learn);
              return lines.size() < HandsetRegister.MOST
                  ? Future.succeededFuture()
                  : read(lines.get(lines.size() - 1).device());
            });
  }

  private void learn(Handset line) {
    standing.merge(line.device(), line, Handset::merged);
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      Optional<Handset> learnt = learnt(act);
      if (learnt.isPresent()) {
        done =
            done.compose(before -> handsets.keep(learnt.get()))
                .onSuccess(kept -> learn(learnt.get()));
      }
    }
    return done;
  }

  private static Optional<Handset> learnt(LedgerAct act) {
    Json.Obj with = act.with();
    Handset line = Handset.unknown(with.text("device").orElse(""));
    if (act.act().equals(ORDERED)) {
      return Optional.of(
          line.with(
              new Handset.Ordered(
                  act.n(),
                  with.text("id").orElse(""),
                  with.text("order").orElse(""),
                  with.whole("at").orElse(act.at()),
                  act.person(),
                  with.whole("unsent").orElse(0L),
                  with.text("signature").orElse(""))));
    }
    if (act.act().equals(RECEIPT)) {
      String done = with.text("done").orElse("");
      Handset receipted =
          line.with(
              new Handset.Receipt(
                  act.n(),
                  with.text("id").orElse(""),
                  done,
                  act.at(),
                  with.whole("unsent").orElse(0L)));
      return Optional.of(done.equals(DeviceReceipt.WIPED) ? receipted.wiped(act.at()) : receipted);
    }
    return Optional.empty();
  }

  /**
   * Gives an order; the answer comes when this process goes by it.
   *
   * @param sign makes the server's signature over a text
   */
  Future<DeviceOrder> give(
      Ledger ledger,
      Projector projector,
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
              return ledger
                  .note(by.person(), by.token(), ORDERED, with)
                  .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS))
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
  Future<Void> receipt(
      Ledger ledger, Projector projector, String device, Hash proof, DeviceReceipt receipt) {
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
    return ledger
        .note(device, proof, RECEIPT, with)
        .compose(n -> projector.reached(n, PROJECTION_WAIT_MILLIS));
  }
}
