package uk.seenheard.api.ground.cards;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.chronology.Chronicle;
import uk.seenheard.api.ground.chronology.EarlierEvents;
import uk.seenheard.api.ground.follow.Generation;
import uk.seenheard.api.ground.follow.ReadModel;
import uk.seenheard.api.ground.recount.Recounts;
import uk.seenheard.api.ground.work.FairWork;

/** Derives the card of each incident that a round touches. */
public final class CardsModel implements ReadModel {
  private final FairWork work;
  private final Function<Supplier<String>, Kept> kept;
  private final DeskProjection desk;
  private final Function<Generation, IncidentFolds> folds;
  private final Chronicle chronicle;
  private final Counting counting;
  private final CardDeadlines deadlines;

  /** What is kept under a name. */
  public record Kept(Cards cards, Recounts recounts) {}

  /**
   * With what opens what is kept under a name.
   *
   * @param desk the queues over them
   * @param folds the incidents of a generation
   */
  public CardsModel(
      FairWork work,
      Function<Supplier<String>, Kept> kept,
      DeskProjection desk,
      Function<Generation, IncidentFolds> folds,
      Chronicle chronicle,
      Counting counting,
      CardDeadlines deadlines) {
    this.work = work;
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
    return List.of("incidents", "chronologies", "recounts");
  }

  @Override
  public Future<Void> prepare() {
    Kept named = kept.apply(this::name);
    return named
        .cards()
        .prepare()
        .compose(done -> desk.prepare())
        .compose(done -> named.recounts().prepare());
  }

  @Override
  public Keeper keeper(Generation generation) {
    Kept named = kept.apply(generation.feed());
    Cards cards = named.cards();
    IncidentFolds folded = folds.apply(generation);
    EarlierEvents earlier = new EarlierEvents(cards, chronicle, work);
    CardRules rules = new CardRules(counting, deadlines);
    if (!generation.serves()) {
      return new CardKeeper(cards, folded, earlier, rules, work, Optional.empty());
    }
    Recounting recounting = new Recounting(cards, named.recounts(), folded, earlier, rules, work);
    recounting.resume();
    return new CardKeeper(cards, folded, earlier, rules, work, Optional.of(recounting));
  }
}
