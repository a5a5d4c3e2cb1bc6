package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.roster.Absences;

/** The port to who is away from a force: a projection of its ledger. */
public interface AbsenceRegister {
  /** People who may ever have been away; far above any force's. */
  int MAX_ENTRIES = 10_000;

  /**
   * What the ledger says last about a person's absence.
   *
   * @param n the commit that says so
   */
  record Entry(long n, Absences.Absence absence) {}

  /** Keeps what a commit says, unless a later one's word is kept already. */
  Future<Void> put(Entry entry);

  /** Everything that is kept. */
  Future<List<Entry>> all();
}
