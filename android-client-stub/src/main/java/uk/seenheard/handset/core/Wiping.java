package uk.seenheard.handset.core;

import java.util.Optional;
import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.order.OrderBook;
import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;

/** Forgets everything on a handset, and leaves behind who said so and what was lost. */
final class Wiping {
  private static final String WIPED = "wiped";

  private final Store store;
  private final Keyring keys;
  private final OrderBook orders;
  private final DeviceClock clock;

  Wiping(Store store, Keyring keys, OrderBook orders, DeviceClock clock) {
    this.store = store;
    this.keys = keys;
    this.orders = orders;
    this.clock = clock;
  }

  /**
   * Sees that nothing is only begun here.
   *
   * @throws CaptureRefused while somebody has begun words here that are not saved
   */
  static void refuseWhileWordsAreBegun(Store store) {
    if (store.read(Drafts::begun) > 0) {
      throw new CaptureRefused(
          "Words were begun here and are not saved: they are on this phone alone. Nothing was"
              + " wiped. Whoever began them saves or empties them first, or a supervisor says that"
              + " they may be lost.");
    }
  }

  /**
   * Takes everything out in one write; what remains is the receipt, and the last message to the
   * server, which nobody could sign afterwards.
   *
   * @param onTheWordOf who gave up what is unsent, or an empty text
   */
  void wipe(String onTheWordOf, long unsent) {
    long at = clock.now().wall();
    store.change(
        rows -> {
          Optional<String> lastWords = orders.lastWords(rows, unsent);
          keys.forgetAll(rows);
          for (Space space : Space.values()) {
            Erasure.clear(rows, space);
          }
          rows.put(Space.META, WIPED, new WipeReceipt(onTheWordOf, unsent, at).text());
          lastWords.ifPresent(words -> OrderBook.keepLastWords(rows, words));
        });
    store.scrub();
  }

  /** The text of the receipt of an earlier wipe. */
  Optional<String> receipt() {
    return store.read(rows -> rows.text(Space.META, WIPED));
  }

  /** Finishes what a process that died between a deletion and its scrub left in the journal. */
  static void scrubbed(Store store) {
    try {
      store.scrub();
    } catch (StoreFault noRoom) {
      // A full or read-only disk must not keep anybody from reading what is on it.
    }
  }
}
