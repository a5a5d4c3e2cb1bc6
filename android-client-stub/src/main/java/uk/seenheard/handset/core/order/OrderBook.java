package uk.seenheard.handset.core.order;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.handset.core.replica.KnownLog;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceOrder;
import uk.seenheard.sync.feed.DeviceReceipt;
import uk.seenheard.sync.feed.ForgottenChange;
import uk.seenheard.sync.feed.PushRequest;

/**
 * The order that this handset goes by, and the receipts that the server has not got yet. An order
 * and its effect are one write, so that a process that dies in between goes on where it stood.
 */
public final class OrderBook {
  /** Name and version of this program, as the register of handsets shows it. */
  private static final String APP = "seenheard-handset 1.0.0";

  private static final String ORDER = "server-order";
  private static final String LATEST = "server-order-latest";
  private static final String RECEIPT = "server-order-receipt/";
  private static final String REFUSED = "server-order-refused";
  private static final String FAREWELL = "farewell";
  private static final String NAMED = "forgotten-named";

  private final Keyring keys;
  private final Account account;
  private final Outbox outbox;
  private final HandsetPorts ports;

  /** Of the store that these parts belong to. */
  public OrderBook(Keyring keys, Account account, Outbox outbox, HandsetPorts ports) {
    this.keys = keys;
    this.account = account;
    this.outbox = outbox;
    this.ports = ports;
  }

  /**
   * Takes orders: a lock holds from here on, a wipe begins with one. One for another device, or
   * that the server did not sign, is refused and receipted so.
   *
   * @return what the officer should know, in plain words
   */
  public List<String> take(WritableRows rows, List<DeviceOrder> orders) {
    List<String> notes = new ArrayList<>();
    for (DeviceOrder order : orders) {
      if (!isGenuine(rows, order)) {
        if (!rows.text(Space.META, REFUSED).filter(order.id()::equals).isPresent()) {
          rows.put(Space.META, REFUSED, order.id());
          receipt(rows, order.id(), DeviceReceipt.REFUSED, 0);
          notes.add("An order that is not for this handset came and was not carried out.");
        }
      } else if (isNews(rows, order)) {
        obey(rows, order).ifPresent(notes::add);
      }
    }
    return notes;
  }

  private boolean isGenuine(Rows rows, DeviceOrder order) {
    return account.device(rows).filter(order.device()::equals).isPresent()
        && account
            .serverKey(rows)
            .filter(
                key ->
                    ports
                        .crypto()
                        .verifier()
                        .signed(key, order.text(account.force(rows).orElse("")), order.signature()))
            .isPresent();
  }

  /** Neither the order that was taken last nor one that it replaced. */
  private boolean isNews(Rows rows, DeviceOrder order) {
    return !latest(rows)
        .filter(last -> last.id().equals(order.id()) || last.at() > order.at())
        .isPresent();
  }

  private Optional<String> obey(WritableRows rows, DeviceOrder order) {
    switch (order.order()) {
      case DeviceOrder.LOCK -> {
        keep(rows, order);
        account.lockedByOrder(rows, true);
        receipt(rows, order.id(), DeviceReceipt.LOCKED, unsent(rows));
        return Optional.of("This handset was locked by order of " + order.by() + '.');
      }
      case DeviceOrder.UNLOCK -> {
        keep(rows, order);
        rows.delete(Space.META, ORDER);
        account.lockedByOrder(rows, false);
        receipt(rows, order.id(), DeviceReceipt.UNLOCKED, unsent(rows));
        return Optional.of("The lock of this handset was lifted by " + order.by() + '.');
      }
      case DeviceOrder.WIPE, DeviceOrder.WIPE_NOW -> {
        keep(rows, order);
        account.lockedByOrder(rows, true);
        return Optional.of("This handset is locked and is wiped by order of " + order.by() + '.');
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static void keep(WritableRows rows, DeviceOrder order) {
    rows.put(Space.META, ORDER, order.json().canonical());
    rows.put(Space.META, LATEST, order.json().canonical());
  }

  private Optional<DeviceOrder> read(Rows rows, String name) {
    return rows.text(Space.META, name).map(text -> DeviceOrder.read(ports.json().read(text)));
  }

  private Optional<DeviceOrder> latest(Rows rows) {
    return read(rows, LATEST);
  }

  /**
   * How many changes may be on this handset alone: while it has not laid anew yet for a log that is
   * another than the one it knew, any that it keeps.
   */
  public long unsent(Rows rows) {
    return KnownLog.isLayDue(rows) ? outbox.kept(rows) : outbox.counts(rows).queued();
  }

  private void receipt(WritableRows rows, String order, String done, long unsent) {
    rows.put(Space.META, RECEIPT + order, signed(rows, order, done, unsent).json().canonical());
  }

  private DeviceReceipt signed(Rows rows, String order, String done, long unsent) {
    long at = ports.clock().now().wall();
    String text =
        DeviceReceipt.text(
            account.force(rows).orElse(""),
            account.device(rows).orElse(""),
            order,
            done,
            at,
            unsent);
    return new DeviceReceipt(order, done, at, unsent, keys.device().sign(text));
  }

  /** The order to be wiped that waits to be carried out, or empty. */
  public Optional<DeviceOrder> toBeWiped(Rows rows) {
    return read(rows, ORDER)
        .filter(
            order ->
                order.order().equals(DeviceOrder.WIPE)
                    || order.order().equals(DeviceOrder.WIPE_NOW));
  }

  /** Whether there is an order to be wiped at once, whatever is unsent. */
  public boolean isWipeDueAtOnce(Rows rows) {
    return toBeWiped(rows).filter(order -> order.order().equals(DeviceOrder.WIPE_NOW)).isPresent();
  }

  /** Whether there is an order to be wiped that nothing stands in the way of any more. */
  public boolean isWipeDue(Rows rows) {
    return isWipeDueAtOnce(rows) || (toBeWiped(rows).isPresent() && unsent(rows) == 0);
  }

  /** Who ordered that this handset shows nothing, or empty. */
  public Optional<String> lockedBy(Rows rows) {
    return read(rows, ORDER).map(DeviceOrder::by);
  }

  /** Whether there is something to tell the server beyond what a push tells it. */
  public boolean hasNews(Rows rows) {
    return account.isLocked(rows) || hasSomethingToHandOver(rows);
  }

  /** Whether there are receipts that the server has not got yet, or forgotten changes to name. */
  public boolean hasSomethingToHandOver(Rows rows) {
    return !receipts(rows).isEmpty() || rows.get(Space.META, NAMED).isPresent();
  }

  /** Names from now on, to the log that this handset meets, what it had to forget. */
  public void nameForgotten(WritableRows rows) {
    if (!outbox.forgotten(rows, 0, 1).isEmpty()) {
      rows.put(Space.META, NAMED, "0");
    }
  }

  /** Nothing more is named. */
  public void forgottenNamed(WritableRows rows) {
    rows.delete(Space.META, NAMED);
  }

  private List<OutboxEntry> toName(Rows rows) {
    return rows.text(Space.META, NAMED)
        .map(after -> outbox.forgotten(rows, Long.parseLong(after), AskRequest.MAX_FORGOTTEN))
        .orElseGet(Collections::emptyList);
  }

  /** The question to the server, or empty when the device is not enrolled. */
  public Optional<AskRequest> ask(Rows rows) {
    String state =
        toBeWiped(rows).isPresent() ? "draining" : account.isLocked(rows) ? "locked" : "in-use";
    List<ForgottenChange> forgotten = new ArrayList<>();
    toName(rows)
        .forEach(entry -> forgotten.add(new ForgottenChange(entry.incident(), entry.hash())));
    return ask(rows, state, unsent(rows), receipts(rows), forgotten);
  }

  private Optional<AskRequest> ask(
      Rows rows,
      String state,
      long unsent,
      List<DeviceReceipt> receipts,
      List<ForgottenChange> forgotten) {
    Optional<String> enrolment = account.enrolment(rows);
    Optional<String> force = account.force(rows);
    Optional<String> device = account.device(rows);
    if (!enrolment.isPresent() || !force.isPresent() || !device.isPresent()) {
      return Optional.empty();
    }
    AskRequest request =
        new AskRequest(
            PushRequest.PROTOCOL,
            enrolment.get(),
            state,
            unsent,
            APP,
            ports.clock().now(),
            receipts,
            forgotten,
            "");
    String text = request.text(force.get(), device.get(), ports.digests());
    return Optional.of(request.signed(keys.device().sign(text)));
  }

  private List<DeviceReceipt> receipts(Rows rows) {
    List<DeviceReceipt> receipts = new ArrayList<>();
    for (Row row : rows.scan(Space.META, RECEIPT, "", AskRequest.MAX_RECEIPTS)) {
      receipts.add(DeviceReceipt.read(ports.json().read(row.text())));
    }
    return receipts;
  }

  /** The server has what this question brought. */
  public void delivered(WritableRows rows, AskRequest question) {
    question.receipts().forEach(receipt -> rows.delete(Space.META, RECEIPT + receipt.order()));
    List<OutboxEntry> named = toName(rows);
    if (named.size() < AskRequest.MAX_FORGOTTEN) {
      forgottenNamed(rows);
    } else {
      rows.put(Space.META, NAMED, Long.toString(named.get(named.size() - 1).order()));
    }
  }

  /**
   * The last message of a handset that is about to forget its key: signed now, because nobody can
   * sign it afterwards. It holds no content.
   *
   * @param unsent changes that the wipe loses
   */
  public Optional<String> lastWords(Rows rows, long unsent) {
    List<DeviceReceipt> receipts = new ArrayList<>();
    toBeWiped(rows)
        .ifPresent(order -> receipts.add(signed(rows, order.id(), DeviceReceipt.WIPED, unsent)));
    return ask(rows, "wiped", unsent, receipts, List.of())
        .map(AskRequest::json)
        .map(Json.Obj::canonical);
  }

  /** Keeps the last message over the wipe, until the server has it. */
  public static void keepLastWords(WritableRows rows, String message) {
    rows.put(Space.META, FAREWELL, message);
  }

  /** The last message of a handset that was wiped, which the server may not have yet. */
  public static Optional<String> lastWords(Rows rows) {
    return rows.text(Space.META, FAREWELL);
  }

  /** The server has the last message. */
  public static void lastWordsSaid(WritableRows rows) {
    rows.delete(Space.META, FAREWELL);
  }
}
