package uk.seenheard.api.desk.find;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import java.util.Optional;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.changes.IncidentFolds;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;

/** The sketches of incidents that were looked through lately; an erasure empties all of them. */
final class Sketches {
  private static final int MOST = 20_000;

  private final Incidents incidents;
  private final IncidentFolds folds;
  private final Cache<String, Sketch> kept = Caffeine.newBuilder().maximumSize(MOST).build();

  Sketches(Incidents incidents, IncidentFolds folds) {
    this.incidents = incidents;
    this.folds = folds;
    folds.onForget(kept::invalidateAll);
  }

  /** What is known of an incident as its card has it, if it was read before. */
  Optional<Sketch> known(IncidentCard card) {
    return Optional.ofNullable(kept.getIfPresent(card.incident()))
        .filter(sketch -> sketch.frontier().equals(card.frontier()));
  }

  /** The sketch of an incident that somebody was found to see. */
  Future<Sketch> of(IncidentCard card, long n) {
    return known(card)
        .map(Future::succeededFuture)
        .orElseGet(
            () ->
                incidents
                    .at(card, Math.max(n, card.lastN()))
                    .compose(at -> incidents.about(at.record(), () -> sketch(at))));
  }

  private Sketch sketch(IncidentAt at) {
    Sketch sketch = Sketch.of(at.record().frontier(), at.incident());
    kept.put(at.id(), sketch);
    // After it was kept: an erasure meanwhile has emptied all of it before this one came.
    if (folds.isErased(at.id())) {
      kept.invalidate(at.id());
    }
    return sketch;
  }
}
