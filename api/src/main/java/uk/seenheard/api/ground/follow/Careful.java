package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.engine.documents.StoreUnavailable;
import uk.seenheard.api.ground.log.Commit;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.refusal.Refused;

/**
 * Follows one commit of which something cannot be used, again and again: what each incident has of
 * it is taken by itself, what fails even so is set aside and told, and the rest goes on. What was
 * set aside is in the log still; a rebuild tries it anew.
 *
 * <p>Confined to the projector's context.
 */
final class Careful {
  private static final Logger LOG = LoggerFactory.getLogger(Careful.class);

  private final Followed followed;
  private final Opener opener;

  Careful(Followed followed, Opener opener) {
    this.followed = followed;
    this.opener = opener;
  }

  /**
   * Follows the commit after a position.
   *
   * @return the rounds that were followed, the last of which says how far; none when there is no
   *     commit
   */
  Future<List<Round>> next(long since, ReadModel.Keeper keeper) {
    return followed
        .log()
        .keptAfter(since, 1)
        .compose(
            found -> {
              if (found.isEmpty()) {
                return Future.succeededFuture(List.of());
              }
              CommitLog.Kept kept = found.get(0);
              if (kept.n() != since + 1) {
                return Future.failedFuture(
                    new IllegalStateException("the log has a hole before commit " + kept.n()));
              }
              if (kept.commit().isPresent()) {
                // Of which the rest goes on.
                kept.fault().ifPresent(fault -> setAside(kept.n(), fault));
              }
              return kept.commit()
                  .map(commit -> parts(commit, keeper))
                  .orElseGet(() -> unreadable(kept.n()));
            });
  }

  private Future<List<Round>> unreadable(long n) {
    setAside(n, "it cannot be read");
    return Future.succeededFuture(
        List.of(new Round(List.of(), List.of(), followed.ledger(), n - 1, n)));
  }

  private Future<List<Round>> parts(Commit commit, ReadModel.Keeper keeper) {
    Map<String, List<StoredChange>> byIncident = new LinkedHashMap<>();
    for (StoredChange change : Round.changes(List.of(commit), commit.n() - 1, followed.mends())) {
      byIncident
          .computeIfAbsent(change.entry().incident(), unused -> new ArrayList<>())
          .add(change);
    }
    List<Round> rounds = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (List<StoredChange> part : byIncident.values()) {
      done = done.compose(before -> part(commit.n(), part, keeper).map(rounds::add).mapEmpty());
    }
    return done.map(all -> rounds);
  }

  private Future<Round> part(long n, List<StoredChange> part, ReadModel.Keeper keeper) {
    return opener
        .open(part)
        .map(opened -> Round.of(opened, followed.ledger(), n - 1, n))
        .compose(round -> keeper.follow(round).map(round))
        .recover(
            failed -> {
              if (failed instanceof StoreUnavailable
                  || failed instanceof Refused
                  || failed instanceof VirtualMachineError) {
                return Future.failedFuture(failed);
              }
              setAside(
                  n,
                  "what incident "
                      + part.get(0).entry().incident()
                      + " has of it failed with "
                      + failed.getClass().getName());
              return Future.succeededFuture(
                  new Round(List.of(), List.of(), followed.ledger(), n - 1, n));
            });
  }

  private void setAside(long n, String why) {
    followed.aside().incrementAndGet();
    LOG.error(
        "commit {} was set aside by the projections: {}. Everything behind it goes on; mend the"
            + " cause, then POST /operations/projections",
        n,
        why);
  }
}
