package uk.seenheard.handset.core;

import java.util.List;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.StoreFault;

/** What an officer is shown, as long as the handset is not locked. */
final class Looks {
  private final Store store;
  private final Account account;
  private final Views views;

  Looks(Store store, Account account, Views views) {
    this.store = store;
    this.account = account;
    this.views = views;
  }

  void requireUnlocked(Rows rows) {
    if (account.isLocked(rows)) {
      views.forget();
      throw new CaptureRefused(
          "This handset is locked: the shift is over, the account was withdrawn, or an order says"
              + " so. Sign in. What is unsent still goes out.");
    }
  }

  /** Whether nothing of an incident is shown here any more. */
  boolean isLeaving(Rows rows, String incident) {
    return views.isLeaving(rows, incident);
  }

  /** An incident as this handset shows it in this turn of the store. */
  View view(Rows rows, String incident) {
    requireUnlocked(rows);
    return views.view(rows, incident);
  }

  /** An incident as this handset shows it now. */
  View view(String incident) {
    Look look =
        store.read(
            rows -> {
              View view = view(rows, incident);
              return new Look(view, views.isWorthARow(incident));
            });
    if (look.isWorthARow()) {
      keepAsARow(incident);
    }
    return look.view();
  }

  /** What was seen, and whether whoever sees it next should have it quicker. */
  private record Look(View view, boolean isWorthARow) {}

  private void keepAsARow(String incident) {
    try {
      store.change(
          rows -> {
            if (!account.isLocked(rows)) {
              views.keepAsARow(rows, incident);
            }
          });
    } catch (StoreFault noRoom) {
      // It makes the next first look quicker, and that is all: a full disk keeps nobody from
      // seeing.
    }
  }

  /** The incidents that have something to show here. */
  List<String> incidents() {
    return store.read(
        rows -> {
          requireUnlocked(rows);
          return views.incidents(rows);
        });
  }
}
