package uk.seenheard.handset.core;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Weight;

/**
 * An incident as this handset shows it: what the server sent and what was made here, folded as one.
 *
 * @param unsent changes made here that are not known to be at the server; shown as such
 * @param quarantined changes made here that take no part until a supervisor releases them
 * @param leaving whether access has ended and only unsent changes keep it here: then nothing of it
 *     is shown
 * @param arriving whether only a part of it has come from the server yet: who is missing here may
 *     still come
 */
public record View(
    Incident incident,
    Set<Hash> unsent,
    List<OutboxEntry> quarantined,
    boolean leaving,
    boolean arriving) {
  /**
   * That the record is nearly full, in words for who records, or empty. The bytes of what was
   * pulled are not counted here: the other caps are reached long before.
   */
  public Optional<String> fullness() {
    return Weight.of(incident.record(), 0).warning();
  }

  /** Copies the lists. */
  public View {
    unsent = Set.copyOf(unsent);
    quarantined = List.copyOf(quarantined);
  }
}
