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

  /**
   * What follows the same acts while projections are being built anew that serve nobody yet: most
   * have nothing in them and do nothing.
   */
  default LedgerFollower rebuilding(Projection target, IncidentFolds folds) {
    return acts -> Future.succeededFuture();
  }

  /** One that follows first as this does, then as another does. */
  default LedgerFollower then(LedgerFollower next) {
    LedgerFollower first = this;
    return new LedgerFollower() {
      @Override
      public Future<Void> follow(List<LedgerAct> acts) {
        return first.follow(acts).compose(done -> next.follow(acts));
      }

      @Override
      public LedgerFollower rebuilding(Projection target, IncidentFolds folds) {
        return first.rebuilding(target, folds).then(next.rebuilding(target, folds));
      }
    };
  }
}
