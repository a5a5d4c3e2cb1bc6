package uk.seenheard.api.ground.incident;

import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * An incident as the log has it.
 *
 * @param n the commit up to which it was read
 */
public record IncidentAt(IncidentCard card, Incident incident, long n) {

  /** The incident's id. */
  public String id() {
    return card.incident();
  }

  /** What was recorded. */
  public IncidentRecord record() {
    return incident.record();
  }
}
