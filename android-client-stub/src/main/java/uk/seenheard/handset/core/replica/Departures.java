package uk.seenheard.handset.core.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.outbox.Outbox;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.codec.Parts;

/**
 * The incidents that are not for this handset's person any more: nothing of them is shown from the
 * moment on, and what others wrote is gone. What was made here is another matter, because a server
 * whose folder was put back may need it:
 *
 * <ul>
 *   <li>an eviction that the server signed takes it as soon as it is safe;
 *   <li>a hand-over, or a withdrawal, takes it {@link #KEPT_MILLIS} after it is known to be safe,
 *       by the server's clock and by the device's: one of them may be wrong;
 *   <li>anything else that says so without a signature takes nothing of it.
 * </ul>
 */
final class Departures {
  /** How long acknowledged work is kept, sealed: 72 hours. */
  static final long KEPT_MILLIS = 72L * 3_600_000;

  private static final String SCRUB_DUE = "scrub-due";
  private static final String VOUCHED = "";
  private static final String UNSIGNED = "unsigned";
  private static final String HANDED = "handed";

  private final Keyring keys;
  private final Outbox outbox;

  Departures(Keyring keys, Outbox outbox) {
    this.keys = keys;
    this.outbox = outbox;
  }

  /** The incident is for this person after all. */
  static void stays(WritableRows rows, String incident) {
    rows.delete(Space.EVICT, incident);
  }

  /** Access to an incident has ended. */
  static void leaves(WritableRows rows, String incident, boolean vouched) {
    if (vouched || !rows.get(Space.EVICT, incident).isPresent()) {
      rows.put(Space.EVICT, incident, vouched ? VOUCHED : UNSIGNED);
    }
    rows.put(Space.META, SCRUB_DUE, "");
  }

  /** The person of this handset is another. */
  static void isHandedOver(WritableRows rows, String incident) {
    Optional<String> before = rows.text(Space.EVICT, incident);
    if (!before.isPresent() || before.get().equals(UNSIGNED)) {
      rows.put(Space.EVICT, incident, HANDED);
    }
    rows.put(Space.META, SCRUB_DUE, "");
  }

  /** What is kept is to be laid anew: it counts from when it is safe in the other log. */
  static void countAnew(WritableRows rows) {
    List<String> leaving = new ArrayList<>();
    ReplicaRows.walkKeys(rows, Space.EVICT, "", leaving::add);
    for (String incident : leaving) {
      if (rows.text(Space.EVICT, incident).filter(how -> how.startsWith(HANDED)).isPresent()) {
        rows.put(Space.EVICT, incident, HANDED);
      }
    }
  }

  static boolean isScrubDue(Rows rows) {
    return rows.get(Space.META, SCRUB_DUE).isPresent();
  }

  static void scrubbed(WritableRows rows) {
    rows.delete(Space.META, SCRUB_DUE);
  }

  /**
   * Forgets what may be forgotten.
   *
   * @param heard the server's clock, as it last said it
   * @param wall the device's own
   * @return the incidents of which nothing is left
   */
  List<String> carryOut(WritableRows rows, long heard, long wall) {
    List<String> leaving = new ArrayList<>();
    if (!KnownLog.isLayDue(rows)) {
      // Else nobody knows whether the log that is there now has any of it.
      ReplicaRows.walkKeys(rows, Space.EVICT, "", leaving::add);
    }
    List<String> gone = new ArrayList<>();
    for (String incident : leaving) {
      if (isDue(rows, incident, heard, wall)) {
        outbox.erase(rows, incident);
        keys.forget(rows, incident);
        rows.delete(Space.EVICT, incident);
        gone.add(incident);
      }
    }
    if (!gone.isEmpty()) {
      rows.put(Space.META, SCRUB_DUE, "");
    }
    return gone;
  }

  private boolean isDue(WritableRows rows, String incident, long heard, long wall) {
    String how = rows.text(Space.EVICT, incident).orElse(VOUCHED);
    boolean handed = how.startsWith(HANDED);
    if (outbox.isUnsent(rows, incident)) {
      if (handed && !how.equals(HANDED)) {
        // It was safe, and is not any more: it counts from when it is again.
        rows.put(Space.EVICT, incident, HANDED);
      }
      return false;
    }
    if (how.equals(VOUCHED)
        || outbox.index(rows, incident).stream().allMatch(row -> row.erased())) {
      return true;
    }
    if (!handed) {
      return false;
    }
    List<String> since = Parts.of(how, ' ');
    if (since.size() < 3) {
      rows.put(Space.EVICT, incident, HANDED + ' ' + heard + ' ' + wall);
      return false;
    }
    return heard - Long.parseLong(since.get(1)) >= KEPT_MILLIS
        && wall - Long.parseLong(since.get(2)) >= KEPT_MILLIS;
  }
}
