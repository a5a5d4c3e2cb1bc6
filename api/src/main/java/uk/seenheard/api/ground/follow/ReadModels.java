package uk.seenheard.api.ground.follow;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The read models of a server, in the order in which a round goes through them: the changes, what
 * features bring, the acts of the ledger, and then the cards, which nobody may see before the rest
 * is there.
 */
public final class ReadModels {
  private final List<ReadModel> before = new ArrayList<>();
  private final ReadModel last;
  private final List<LedgerFollower> followers = new ArrayList<>();
  private volatile @Nullable Kept serving;

  /** With those that the ground has. */
  public ReadModels(ReadModel first, ReadModel last) {
    this.before.add(first);
    this.last = last;
  }

  /** Takes another one, before the log is followed. */
  public void add(ReadModel model) {
    before.add(model);
  }

  /** Takes another one who follows the ledger, before the log is followed. */
  public void add(LedgerFollower follower) {
    followers.add(follower);
  }

  /** All of them. */
  public List<ReadModel> all() {
    List<ReadModel> all = new ArrayList<>(before);
    all.add(last);
    return all;
  }

  /** Makes the indexes of all of them. */
  public Future<Void> prepare() {
    Future<Void> prepared = Future.succeededFuture();
    for (ReadModel model : all()) {
      prepared = prepared.compose(done -> model.prepare());
    }
    return prepared;
  }

  /** Takes an erased incident out of what serves. */
  public Future<Void> erase(String incident, LedgerAct act) {
    Kept now = serving;
    return now == null
        ? Future.failedFuture(new IllegalStateException("the log is not followed yet"))
        : now.erase(incident, act);
  }

  /** What keeps a generation of all of them. */
  public ReadModel.Keeper keeper(Generation generation) {
    List<ReadModel.Keeper> keepers = new ArrayList<>();
    before.forEach(model -> keepers.add(model.keeper(generation)));
    Kept kept =
        new Kept(keepers, List.copyOf(followers), last.keeper(generation), generation.serves());
    if (generation.serves()) {
      serving = kept;
    }
    return kept;
  }

  private record Kept(
      List<ReadModel.Keeper> before,
      List<LedgerFollower> followers,
      ReadModel.Keeper last,
      boolean serves)
      implements ReadModel.Keeper {

    @Override
    public Future<Void> follow(Round round) {
      Future<Void> done = Future.succeededFuture();
      for (ReadModel.Keeper keeper : before) {
        done = done.compose(next -> keeper.follow(round));
      }
      if (!round.acts().isEmpty()) {
        for (LedgerFollower follower : followers) {
          done =
              done.compose(
                  next ->
                      serves
                          ? follower.follow(round.acts())
                          : follower.rebuild(round.acts(), this));
        }
      }
      return done.compose(next -> last.follow(round));
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      Future<Void> done = last.erase(incident, act);
      for (ReadModel.Keeper keeper : before) {
        done = done.compose(next -> keeper.erase(incident, act));
      }
      return done;
    }
  }
}
