package uk.seenheard.api.ground.core;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.api.ground.projection.CardDeadlines;
import uk.seenheard.api.ground.projection.Counting;
import uk.seenheard.api.ground.projection.IncidentCard;
import uk.seenheard.api.ground.projection.IncidentFolds;
import uk.seenheard.api.ground.projection.LedgerAct;
import uk.seenheard.api.ground.projection.LedgerFollower;
import uk.seenheard.api.ground.projection.Projection;
import uk.seenheard.api.ground.projection.Watch;
import uk.seenheard.sync.incident.Incident;

/** What the features want done while the log is followed: theirs once they are all known. */
final class Followers implements LedgerFollower, CardDeadlines, Counting {
  private volatile LedgerFollower ledger = acts -> Future.succeededFuture();
  private volatile CardDeadlines deadlines = CardDeadlines.NOTHING;
  private volatile Optional<Counting> counting = Optional.empty();

  /** Takes what features bring, in their order. */
  void of(List<Feature> features) {
    for (Feature feature : features) {
      for (LedgerFollower one : feature.followers()) {
        ledger = ledger.then(one);
      }
      for (CardDeadlines one : feature.deadlines()) {
        deadlines = deadlines == CardDeadlines.NOTHING ? one : deadlines.then(one);
      }
      counting = counting.or(feature::counting);
    }
  }

  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    return ledger.follow(acts);
  }

  @Override
  public LedgerFollower rebuilding(Projection target, IncidentFolds folds) {
    return ledger.rebuilding(target, folds);
  }

  @Override
  public Watch watch(Incident incident, IncidentCard card, long now) {
    return deadlines.watch(incident, card, now);
  }

  @Override
  public IncidentCard.Counts counts(Incident incident, Chronology chronology, long now) {
    return counting
        .map(one -> one.counts(incident, chronology, now))
        .orElseThrow(() -> new IllegalStateException("no feature counts what lists show"));
  }
}
