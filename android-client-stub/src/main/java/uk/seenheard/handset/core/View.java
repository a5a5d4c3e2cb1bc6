package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.outbox.OutboxEntry;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Weight;
import uk.seenheard.sync.merge.RecordedAct;

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

  /**
   * Words that stand in another record than the one in which they were written, because a
   * supervisor said so.
   *
   * @param incident where they were written, when they were brought here; else where they stand now
   * @param brought whether they were brought here; else they were taken from here
   * @param by who said so
   */
  public record MovedWords(String incident, boolean brought, String by, String reason) {
    static Optional<MovedWords> of(RecordedAct act) {
      boolean brought = Act.BROUGHT.is(act.act());
      return brought || Act.MISPLACED.is(act.act())
          ? act.with()
              .text("incident")
              .map(
                  incident ->
                      new MovedWords(
                          incident, brought, act.author(), act.with().text("reason").orElse("")))
          : Optional.empty();
    }
  }

  /**
   * Where words went that were written here by mistake, and whence words came that belong here. Who
   * wrote them finds them so: of an incident in which they were by mistake nothing is shown to them
   * any longer.
   */
  public List<MovedWords> movedWords() {
    List<MovedWords> moved = new ArrayList<>();
    for (RecordedAct act : incident.record().deeds()) {
      MovedWords.of(act).ifPresent(moved::add);
    }
    return moved;
  }

  /** Copies the lists. */
  public View {
    unsent = Set.copyOf(unsent);
    quarantined = List.copyOf(quarantined);
  }
}
