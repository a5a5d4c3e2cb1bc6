package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;
import java.util.List;

/**
 * The port for what follows the force's ledger. Acts come in the order of the log, each at least
 * once in every process; the watermark moves only when this is done with them.
 */
@FunctionalInterface
public interface LedgerFollower {
  /** Takes note of acts; does the same when they come again. */
  Future<Void> follow(List<LedgerAct> acts);

  /**
   * The same acts, while a generation is built anew that serves nobody yet. Most keep nothing by
   * generation and do nothing.
   */
  default Future<Void> rebuild(List<LedgerAct> acts, ReadModel.Keeper target) {
    return Future.succeededFuture();
  }
}
