package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;

/** The port to the people of a force who were moved to other teams: a projection of its ledger. */
public interface MoveRegister {
  /** Entries in one page. */
  int PAGE = 1_000;

  /**
   * What the ledger says last about a person's teams.
   *
   * @param n the commit that says so
   * @param teams their teams from then on; the first is the one that their shifts are worked for
   */
  record Entry(String person, long n, List<String> teams) {
    /** Copies the list. */
    public Entry {
      teams = List.copyOf(teams);
    }
  }

  /** Keeps what a commit says, unless a later one's word is kept already. */
  Future<Void> put(Entry entry);

  /** A page, in the order of the people's ids. */
  Future<List<Entry>> after(String person);
}
