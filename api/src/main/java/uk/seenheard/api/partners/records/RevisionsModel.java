package uk.seenheard.api.partners.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.OpenedChange;
import uk.seenheard.api.ground.follow.Place;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.follow.Round;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Outcomes;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Review;

/**
 * Files what was authorised for the records system, and what that has acknowledged and said of it.
 */
final class RevisionsModel implements ReadModel {
  /** The act in the ledger by which the records system says how far it has received. */
  static final String ACKNOWLEDGED = "records-acknowledged";

  /** The act in the ledger by which the records system says what it did with a revision. */
  static final String OUTCOME = "records-outcome";

  /** The act in the ledger by which a person ends what was rejected. */
  static final String ENDED = "records-rejection-ended";

  private static final Hash NONE = new Hash("0".repeat(64));

  private final Function<Supplier<String>, Kept> kept;

  /** With what opens the revisions that are kept under a name. */
  RevisionsModel(Function<Supplier<String>, Kept> kept) {
    this.kept = kept;
  }

  /** What is kept: what was authorised, and what was said of it. */
  record Kept(Feed revisions, Outcomes outcomes) {
    Future<Void> prepare() {
      return revisions.prepare().compose(done -> outcomes.prepare());
    }
  }

  @Override
  public String name() {
    return "revisions";
  }

  @Override
  public List<String> collections() {
    return List.of("revisions", "outcomes");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    Kept in = kept.apply(generation.feed());
    return new Filing(in.revisions(), in.outcomes());
  }

  private record Filing(Feed revisions, Outcomes outcomes) implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      Future<Void> filed = revisions.file(authorisations(round));
      Place reached = acknowledged(round);
      Future<Void> told = filed;
      for (LedgerAct act : round.acts()) {
        told = told.compose(done -> said(act));
      }
      return reached.n() == 0 ? told : told.compose(done -> revisions.acknowledged(reached));
    }

    private Future<Void> said(LedgerAct act) {
      return switch (act.act()) {
        case OUTCOME -> outcomes.note(told(act));
        case ENDED -> outcomes.end(of(act), act.n());
        default -> Future.succeededFuture();
      };
    }

    private static Sent of(LedgerAct act) {
      return new Sent(act.with().whole("n").orElse(0L), act.with().text("incident").orElse(""));
    }

    private static Told told(LedgerAct act) {
      Json.Obj with = act.with();
      Optional<Told.Fault> fault =
          with.text("code")
              .map(code -> new Told.Fault(with.text("path").orElse(""), code, words(with)));
      return new Told(
          of(act),
          fault.isPresent() ? Told.Standing.STUCK : Told.Standing.ACCEPTED,
          act.at(),
          act.person(),
          fault,
          act.n());
    }

    private static Optional<Sealed> words(Json.Obj with) {
      return with.text("words").map(words -> Sealed.of(Base64.getDecoder().decode(words)));
    }

    private static List<FeedItem> authorisations(Round round) {
      List<FeedItem> authorisations = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act && act.act().equals(Review.AUTHORISE)) {
            authorisations.add(authorisation(change.stored(), act).item());
          }
        }
      }
      return authorisations;
    }

    private static Authorisation authorisation(StoredChange stored, Operation.Act act) {
      return new Authorisation(
          new Place(stored.n(), stored.i()),
          stored.entry().incident(),
          act.frontier(),
          stored.entry().author(),
          stored.at());
    }

    private static Place acknowledged(Round round) {
      Place acknowledged = Place.START;
      for (LedgerAct act : round.acts()) {
        if (act.act().equals(ACKNOWLEDGED)) {
          Place place =
              new Place(
                  act.with().whole("n").orElse(0L), act.with().whole("i").orElse(0L).intValue());
          // Of a round as of rounds: a rebuild reads as one what came one by one.
          acknowledged = place.text().compareTo(acknowledged.text()) > 0 ? place : acknowledged;
        }
      }
      return acknowledged;
    }

    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      Authorisation erasure =
          new Authorisation(new Place(act.n(), 0), incident, NONE, act.person(), act.at(), true);
      return outcomes.erase(incident).compose(gone -> revisions.replace(erasure.item()));
    }
  }
}
