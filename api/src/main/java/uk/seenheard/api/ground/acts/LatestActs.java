package uk.seenheard.api.ground.acts;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.follow.ReadModel;

/**
 * The read model of the acts that stand: follows the ledger for those of every process, keeps the
 * last of each kind about each subject in one table, and tells whoever goes by them. What a feature
 * goes by is in memory, so that nobody asks the store whether an account is withdrawn.
 *
 * <p>It has no generations: an act stands whatever is being built anew. A rebuild fills the table
 * from the first commit on, which is how one that was lost is mended; it may be ahead of what
 * serves for a moment, and what serves is told nothing early: an erasure stands once it is done.
 */
public final class LatestActs implements LedgerFollower {
  private final ActTable table;
  private final List<LatestKind> kinds;
  private final Map<LatestKind, Map<String, Long>> known = new HashMap<>();
  private long followed;

  /** Of these kinds, each of another name. */
  public LatestActs(ActTable table, List<LatestKind> kinds) {
    this.table = table;
    this.kinds = List.copyOf(kinds);
    if (kinds.stream().map(LatestKind::name).distinct().count() < kinds.size()) {
      throw new IllegalArgumentException("two kinds of act have one name");
    }
    this.kinds.forEach(kind -> known.put(kind, new HashMap<>()));
  }

  /** Reads what was kept before this process began. */
  public Future<Void> start() {
    Future<Void> read = Future.succeededFuture();
    for (LatestKind kind : kinds) {
      read = read.compose(before -> read(kind, ""));
    }
    return read;
  }

  private Future<Void> read(LatestKind kind, String after) {
    return table
        .after(kind.name(), after)
        .compose(
            page -> {
              page.forEach(row -> learn(kind, row));
              return page.size() < ActTable.PAGE
                  ? Future.succeededFuture()
                  : read(kind, page.get(page.size() - 1).subject());
            });
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      for (LatestKind kind : kinds) {
        done = done.compose(before -> take(kind, act));
      }
    }
    return done.onSuccess(
        all -> {
          synchronized (known) {
            acts.forEach(act -> followed = Math.max(followed, act.n()));
          }
        });
  }

  @Override
  public Future<Void> rebuild(List<LedgerAct> acts, ReadModel.Keeper target) {
    long through;
    synchronized (known) {
      through = followed;
    }
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      for (LatestKind kind : kinds) {
        if (act.n() <= through) {
          done = done.compose(before -> take(kind, act));
        }
      }
    }
    return done;
  }

  /** Gone by only once it is kept: a process that begins next goes by it too. */
  private Future<Void> take(LatestKind kind, LedgerAct act) {
    return kind.row(act)
        .map(row -> table.put(row).onSuccess(kept -> learn(kind, row)))
        .orElse(Future.succeededFuture());
  }

  private void learn(LatestKind kind, ActTable.Row row) {
    synchronized (known) {
      Map<String, Long> subjects = known.get(kind);
      if (subjects != null && subjects.getOrDefault(row.subject(), -1L) < row.act().n()) {
        subjects.put(row.subject(), row.act().n());
        kind.learn().accept(row.subject(), row.act());
      }
    }
  }
}
