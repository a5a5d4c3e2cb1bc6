package uk.seenheard.handset.core.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.order.OrderBook;
import uk.seenheard.handset.core.replica.KnownLog;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.AskRequest;
import uk.seenheard.sync.feed.DeviceOrder;

/** Asks whether there is an order, and hands over receipts: under the device's key, like a push. */
final class AskStep {
  /** Enough for a hundred thousand changes that were forgotten. */
  private static final int ROUNDS = 500;

  private final Store store;
  private final OrderBook orders;
  private final Transport transport;
  private final HandsetPorts ports;

  AskStep(Memory memory, Transport transport, HandsetPorts ports) {
    this.store = memory.store();
    this.orders = memory.orders();
    this.transport = transport;
    this.ports = ports;
  }

  /**
   * Takes orders that came with another answer.
   *
   * @return whether one of them ends everything at once
   */
  boolean take(SyncLoop.Run run, List<DeviceOrder> given) {
    if (!given.isEmpty()) {
      store.write(rows -> orders.take(rows, given)).forEach(run::note);
    }
    return store.read(orders::isWipeDueAtOnce);
  }

  /**
   * Asks, unless a push of this run has just said the same. What keeps it from asking keeps nothing
   * else from going on: an older server does not know the question.
   */
  void ask(SyncLoop.Run run) {
    for (int round = 0; round < ROUNDS; round++) {
      boolean needed = !run.heard || store.read(orders::hasNews);
      Optional<AskRequest> request = needed ? store.read(orders::ask) : Optional.empty();
      if (!request.isPresent()) {
        return;
      }
      Reply<AskAnswer> reply = transport.ask(request.get().json());
      if (isTooNew(request.get(), reply)) {
        store.change(orders::forgottenNamed);
        continue;
      }
      if (!(reply instanceof Reply.Answered<AskAnswer> answered)) {
        return;
      }
      run.heard = true;
      List<String> notes = new ArrayList<>();
      boolean more =
          store.write(
              rows -> {
                orders.delivered(rows, request.get());
                KnownLog.heard(rows, answered.value().at());
                notes.addAll(orders.take(rows, answered.value().orders()));
                return orders.hasSomethingToHandOver(rows);
              });
      notes.forEach(run::note);
      if (!more) {
        return;
      }
    }
  }

  /** An older server refuses a question with a member that it does not know: ask without it. */
  private static boolean isTooNew(AskRequest request, Reply<AskAnswer> reply) {
    return !request.forgotten().isEmpty()
        && reply instanceof Reply.Refused<AskAnswer> refused
        && refused.refusal().status() == 400;
  }

  /** Says the last words of a handset that was wiped, if the server may not have them yet. */
  void lastWords() {
    Optional<String> words = store.read(rows -> OrderBook.lastWords(rows));
    if (words.isPresent() && isOver(transport.ask(ports.json().read(words.get())))) {
      store.change(OrderBook::lastWordsSaid);
    }
  }

  /** The server has it, or will never take it. */
  private static boolean isOver(Reply<AskAnswer> reply) {
    return reply instanceof Reply.Answered
        || (reply instanceof Reply.Refused<AskAnswer> refused
            && (refused.refusal().status() == 400 || refused.refusal().status() == 401));
  }
}
