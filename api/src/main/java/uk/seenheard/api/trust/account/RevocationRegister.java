package uk.seenheard.api.trust.account;

import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;

/** The port to the withdrawn accounts of a force: a projection of its ledger. */
public interface RevocationRegister {
  /** People who may ever have had their account withdrawn; far above any force's. */
  int MAX_ENTRIES = 10_000;

  /**
   * What the ledger says last about a person's account.
   *
   * @param n the commit that says so
   * @param since when it was withdrawn, milliseconds since 1970; empty when it stands again
   */
  record Entry(String person, long n, OptionalLong since) {}

  /** Keeps what a commit says, unless a later one's word is kept already. */
  Future<Void> put(Entry entry);

  /** Everything that is kept. */
  Future<List<Entry>> all();
}
