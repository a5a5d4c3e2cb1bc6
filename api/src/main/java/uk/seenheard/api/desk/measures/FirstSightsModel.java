package uk.seenheard.api.desk.measures;

import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Review;

/**
 * Follows who handed in what, and who looked at it: of each incident the first look by a supervisor
 * or an inspector after it was handed in. A list that it stands in is no look at it.
 */
final class FirstSightsModel implements ReadModel {
  private static final String LOOKED = "consulted";
  private static final String VIEW = "incident";
  private static final Set<String> SUPERVISORS =
      Set.of(Role.SUPERVISOR.word(), Role.INSPECTOR.word());

  private final Function<Supplier<String>, FirstSights> kept;

  /** With what opens the sights that are kept under a name. */
  FirstSightsModel(Function<Supplier<String>, FirstSights> kept) {
    this.kept = kept;
  }

  @Override
  public String name() {
    return "first-sights";
  }

  @Override
  public List<String> collections() {
    return List.of(MongoFirstSights.COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    return new Following(kept.apply(generation.feed()));
  }

  private record Following(FirstSights sights) implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      Future<Void> done = Future.succeededFuture();
      for (OpenedChange change : round.changes()) {
        if (handsIn(change)) {
          done =
              done.compose(
                  before ->
                      sights.handedIn(change.stored().entry().incident(), change.stored().at()));
        }
      }
      for (LedgerAct act : round.acts()) {
        if (isSight(act)) {
          for (Json incident : act.with().items("incidents")) {
            if (incident instanceof Json.Text id) {
              done = done.compose(before -> sights.looked(id.value(), act.at()));
            }
          }
        }
      }
      return done;
    }

    private static boolean handsIn(OpenedChange change) {
      return change.applied().map(Change::ops).orElse(List.of()).stream()
          .anyMatch(op -> op instanceof Operation.Act act && act.act().equals(Review.SUBMIT));
    }

    private static boolean isSight(LedgerAct act) {
      return act.act().equals(LOOKED)
          && act.with().text("view").filter(VIEW::equals).isPresent()
          && act.with().text("as").filter(SUPERVISORS::contains).isPresent();
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      return sights.erase(incident);
    }
  }
}
