package uk.seenheard.api.ground.log;

import java.util.Optional;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Verdict;

/**
 * One change as a commit holds it.
 *
 * @param incident the incident it belongs to; the ledger's for one that cannot be read
 * @param author the person its pass proves, or an empty text when none does
 * @param team the author's team on that shift, or an empty text
 * @param reason why it is in quarantine
 * @param attends whether an act of attending in it was received within its shift: one that came
 *     later, or that a supervisor let out of quarantine, only asks
 * @param supervises whether the pass is of somebody who sees what their team sees: their words open
 *     no other team's incident
 * @param body its content, sealed; nothing for a duplicate
 */
public record LogEntry(
    Hash hash,
    String incident,
    String author,
    String team,
    Verdict verdict,
    Optional<String> reason,
    boolean attends,
    boolean supervises,
    Sealed body) {
  /** A change that puts nobody on its incident by itself. */
  public LogEntry(
      Hash hash,
      String incident,
      String author,
      String team,
      Verdict verdict,
      Optional<String> reason,
      Sealed body) {
    this(hash, incident, author, team, verdict, reason, false, false, body);
  }

  /** The same with this body. */
  public LogEntry with(Sealed sealed) {
    return sealed.equals(body)
        ? this
        : new LogEntry(hash, incident, author, team, verdict, reason, attends, supervises, sealed);
  }
}
