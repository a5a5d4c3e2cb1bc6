package uk.seenheard.api.ground.projection;

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

  /** One that follows first as this does, then as another does. */
  default LedgerFollower then(LedgerFollower next) {
    return acts -> follow(acts).compose(done -> next.follow(acts));
  }
}
