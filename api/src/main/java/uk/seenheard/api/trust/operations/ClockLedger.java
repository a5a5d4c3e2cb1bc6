package uk.seenheard.api.trust.operations;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.clock.Mends;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.Rebuilding;

/**
 * Follows the ledger for mends of the times that a wrong clock wrote, and has everything that
 * counts from those times derived anew.
 */
final class ClockLedger implements LedgerFollower {
  private static final Logger LOG = LoggerFactory.getLogger(ClockLedger.class);
  private static final long AGAIN_MILLIS = 2_000;

  private final Vertx vertx;
  private final Mends mends;
  private final Rebuilding rebuilding;

  ClockLedger(Vertx vertx, Mends mends, Rebuilding rebuilding) {
    this.vertx = vertx;
    this.mends = mends;
    this.rebuilding = rebuilding;
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    for (LedgerAct act : acts) {
      if (act.act().equals(Mend.ACT)) {
        mends.note(Mend.of(act.n(), act.at(), act.with()));
        rebuild();
      }
    }
    return Future.succeededFuture();
  }

  /** Where one is being built already it was begun before the mend was known: another follows. */
  private void rebuild() {
    rebuilding
        .rebuild()
        .onFailure(
            failed -> {
              LOG.warn("times were mended; the projections are built anew later", failed);
              vertx.setTimer(AGAIN_MILLIS, timer -> rebuild());
            });
  }
}
