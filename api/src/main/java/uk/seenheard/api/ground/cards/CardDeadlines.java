package uk.seenheard.api.ground.cards;

import uk.seenheard.sync.incident.Incident;

/**
 * The port that says what has to be watched about an incident: deadlines and ladders are others'
 * business.
 */
@FunctionalInterface
public interface CardDeadlines {
  /** Watches nothing. */
  CardDeadlines NOTHING = (incident, card, now) -> card.watch();

  /**
   * What to watch. Pure and quick.
   *
   * @param card the next card, with the team and the times of submission and decision filled in
   * @param now receipt time of the last change, milliseconds since 1970
   */
  Watch watch(Incident incident, IncidentCard card, long now);

  /** This, and then another that sees what this said. */
  default CardDeadlines then(CardDeadlines next) {
    return (incident, card, now) ->
        next.watch(incident, card.watched(watch(incident, card, now)), now);
  }
}
