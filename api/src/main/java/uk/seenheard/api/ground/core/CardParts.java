package uk.seenheard.api.ground.core;

import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.cards.CardDeadlines;
import uk.seenheard.api.ground.cards.Counting;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.cards.Watch;
import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.incident.Incident;

/** What features have put onto cards: theirs once they are all known. */
final class CardParts implements CardDeadlines, Counting {
  private volatile CardDeadlines deadlines = CardDeadlines.NOTHING;
  private volatile Optional<Counting> counting = Optional.empty();

  /** Takes what features bring, in their order. */
  void of(List<Feature> features) {
    for (Feature feature : features) {
      for (CardDeadlines one : feature.deadlines()) {
        deadlines = deadlines == CardDeadlines.NOTHING ? one : deadlines.then(one);
      }
      counting = counting.or(feature::counting);
    }
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
