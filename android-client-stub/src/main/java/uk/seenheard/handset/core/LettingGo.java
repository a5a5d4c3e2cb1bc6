package uk.seenheard.handset.core;

import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.WritableRows;

/**
 * Takes an incident off a handset whose officer needs it no longer, and never one word too early:
 * nothing of it is shown, what others wrote is gone at once, what was made here 72 hours later.
 */
final class LettingGo {
  private LettingGo() {}

  /**
   * Lets go of it.
   *
   * @throws CaptureRefused while the force has not got all of it, as far as this handset knows
   */
  static void of(WritableRows rows, Outbox outbox, Replica replica, String incident) {
    if (Drafts.begun(rows, incident) > 0) {
      throw new CaptureRefused(
          "Words were begun in it and are not saved: they are on this phone alone. Save or empty"
              + " them first.");
    }
    if (outbox.isUnsent(rows, incident)) {
      throw new CaptureRefused("Some of it is only on this phone. It stays until that is sent.");
    }
    if (replica.isArriving(rows, incident)
        || !replica.isWhole(rows)
        || !replica.holdsAny(rows, incident)) {
      throw new CaptureRefused(
          "It is not confirmed yet that the force has all of it. It stays: get what is new first.");
    }
    replica.letGo(rows, incident);
  }
}
