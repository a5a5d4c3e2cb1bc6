package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.incident.Review;

/** Files what was authorised for the records system, and what that has acknowledged. */
final class RevisionsModel implements ReadModel {
  /** The act in the ledger by which the records system says how far it has received. */
  static final String ACKNOWLEDGED = "records-acknowledged";

  private static final Hash NONE = new Hash("0".repeat(64));

  private final Function<Supplier<String>, Revisions> kept;

  /** With what opens the revisions that are kept under a name. */
  RevisionsModel(Function<Supplier<String>, Revisions> kept) {
    this.kept = kept;
  }

  @Override
  public String name() {
    return "revisions";
  }

  @Override
  public List<String> collections() {
    return List.of("revisions");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    return new Filing(kept.apply(generation.feed()));
  }

  private record Filing(Revisions revisions) implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      Future<Void> filed = revisions.fileAuthorisations(authorisations(round));
      Place reached = acknowledged(round);
      return reached.n() == 0 ? filed : filed.compose(done -> revisions.acknowledged(reached));
    }

    private static List<Authorisation> authorisations(Round round) {
      List<Authorisation> authorisations = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act && act.act().equals(Review.AUTHORISE)) {
            authorisations.add(authorisation(change.stored(), act));
          }
        }
      }
      return authorisations;
    }

    private static Authorisation authorisation(StoredChange stored, Operation.Act act) {
      return new Authorisation(
          new Place(stored.n(), stored.i()),
          stored.entry().incident(),
          stored.entry().hash(),
          act.frontier(),
          stored.entry().author(),
          stored.at());
    }

    private static Place acknowledged(Round round) {
      Place acknowledged = Place.START;
      for (LedgerAct act : round.acts()) {
        if (act.act().equals(ACKNOWLEDGED)) {
          acknowledged =
              new Place(
                  act.with().whole("n").orElse(0L), act.with().whole("i").orElse(0L).intValue());
        }
      }
      return acknowledged;
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      Hash name = Hash.of("seenheard/erasure/1\n" + incident, new JdkDigests());
      return revisions.replace(
          new Authorisation(
              new Place(act.n(), 0), incident, name, NONE, act.person(), act.at(), true));
    }
  }
}
