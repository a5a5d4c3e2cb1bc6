package uk.seenheard.api.ground.acts;

import io.vertx.core.Future;
import java.util.List;
import uk.seenheard.api.ground.follow.LedgerAct;

/**
 * The port to the acts of a force's ledger that stand: of each kind the last one about each
 * subject.
 */
public interface ActTable {
  /** Rows in one page. */
  int PAGE = 1_000;

  /**
   * An act that stands.
   *
   * @param kind the name of its kind, without a slash
   * @param subject whom or what it is about: the id of a person, an incident, a handset
   * @param act with what is kept of its members
   */
  record Row(String kind, String subject, LedgerAct act) {}

  /** Keeps an act, unless it or a later one is kept already. */
  Future<Void> put(Row row);

  /** A page of a kind, in the order of the subjects. */
  Future<List<Row>> after(String kind, String subject);
}
