package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.Chronicle;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.ReadModel;

/** Derives the card of each incident that a round touches. */
public final class CardsModel implements ReadModel {
  private final Vertx vertx;
  private final Function<Supplier<String>, Cards> kept;
  private final DeskProjection desk;
  private final Function<Generation, IncidentFolds> folds;
  private final Chronicle chronicle;
  private final Counting counting;
  private final CardDeadlines deadlines;

  /**
   * With what opens the cards that are kept under a name.
   *
   * @param desk the queues over them
   * @param folds the incidents of a generation
   */
  public CardsModel(
      Vertx vertx,
      Function<Supplier<String>, Cards> kept,
      DeskProjection desk,
      Function<Generation, IncidentFolds> folds,
      Chronicle chronicle,
      Counting counting,
      CardDeadlines deadlines) {
    this.vertx = vertx;
    this.kept = kept;
    this.desk = desk;
    this.folds = folds;
    this.chronicle = chronicle;
    this.counting = counting;
    this.deadlines = deadlines;
  }

  @Override
  public String name() {
    return "cards";
  }

  @Override
  public List<String> collections() {
    return List.of("incidents");
  }

  @Override
  public Future<Void> prepare() {
    return kept.apply(this::name).prepare().compose(done -> desk.prepare());
  }

  @Override
  public Keeper keeper(Generation generation) {
    Cards cards = kept.apply(generation.feed());
    return new CardKeeper(
        vertx,
        cards,
        folds.apply(generation),
        new EarlierEvents(cards, chronicle),
        new CardRules(counting, deadlines));
  }
}
