package uk.seenheard.api.partners.evidence;

import io.vertx.core.Future;
import java.util.ArrayList;
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
import uk.seenheard.api.partners.exchange.Feed;
import uk.seenheard.api.partners.exchange.FeedItem;
import uk.seenheard.api.partners.exchange.Outcomes;
import uk.seenheard.api.partners.exchange.Sent;
import uk.seenheard.api.partners.exchange.Told;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Files what evidence systems are to be told and what they said of it. Of a recording stands here
 * that there is one: which it is, is read from the log.
 */
final class WishesModel implements ReadModel {
  /** The act in the ledger by which an evidence system says what became of a wish. */
  static final String OUTCOME = "footage-outcome";

  /** The act in the ledger by which a person ends what was refused. */
  static final String ENDED = "footage-refusal-ended";

  private final Function<Supplier<String>, Kept> kept;

  /** With what opens what is kept under a name. */
  WishesModel(Function<Supplier<String>, Kept> kept) {
    this.kept = kept;
  }

  /** What is kept. */
  record Kept(Feed wishes, Outcomes outcomes) {
    Future<Void> prepare() {
      return wishes.prepare().compose(done -> outcomes.prepare());
    }
  }

  @Override
  public String name() {
    return "wishes";
  }

  @Override
  public List<String> collections() {
    return List.of("footagewishes", "footageoutcomes");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare();
  }

  @Override
  public Keeper keeper(Generation generation) {
    return new Filing(kept.apply(generation.feed()));
  }

  private record Filing(Kept in) implements Keeper {
    @Override
    public Future<Void> follow(Round round) {
      List<FeedItem> wishes = new ArrayList<>();
      for (OpenedChange change : round.changes()) {
        for (Operation op : change.applied().map(Change::ops).orElse(List.of())) {
          if (op instanceof Operation.Act act) {
            file(change.stored(), act, wishes);
          }
        }
      }
      Future<Void> filed = in.wishes().file(wishes);
      for (LedgerAct act : round.acts()) {
        filed = filed.compose(done -> said(act));
      }
      return filed;
    }

    private static void file(StoredChange stored, Operation.Act act, List<FeedItem> wishes) {
      if (Act.FOOTAGE_WISHED.is(act.act())) {
        wishes.add(
            new FeedItem(
                new Place(stored.n(), stored.i()),
                stored.entry().incident(),
                Wish.WISH,
                stored.entry().author(),
                stored.at(),
                Json.EMPTY));
      }
    }

    private Future<Void> said(LedgerAct act) {
      return switch (act.act()) {
        case OUTCOME -> in.outcomes().note(told(act));
        case ENDED -> in.outcomes().end(of(act), act.n());
        default -> Future.succeededFuture();
      };
    }

    private static Sent of(LedgerAct act) {
      return new Sent(act.with().whole("n").orElse(0L), act.with().text("incident").orElse(""));
    }

    private static Told told(LedgerAct act) {
      Optional<Told.Fault> fault =
          act.with()
              .text("code")
              .map(
                  code ->
                      new Told.Fault(act.with().text("path").orElse(""), code, Optional.empty()));
      return new Told(
          of(act),
          fault.isPresent() ? Told.Standing.STUCK : Told.Standing.ACCEPTED,
          act.at(),
          act.person(),
          fault,
          act.n());
    }

    /** An evidence system hears of an erasure only where it heard of the incident. */
    @Override
    public Future<Void> erase(String incident, LedgerAct act) {
      FeedItem erasure =
          new FeedItem(
              new Place(act.n(), 0), incident, Wish.ERASED, act.person(), act.at(), Json.EMPTY);
      return in.wishes()
          .of(incident)
          .compose(sent -> sent.isEmpty() ? Future.succeededFuture() : in.wishes().replace(erasure))
          .compose(done -> in.outcomes().erase(incident));
    }
  }
}
