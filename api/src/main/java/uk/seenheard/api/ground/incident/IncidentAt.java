package uk.seenheard.api.ground.incident;

import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.refusal.Refusal;
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

  /**
   * Lets somebody decide in it. Who only sees it, because somebody of their team wrote in it, is
   * told whom to ask.
   */
  public void requireDecidedBy(Grant grant) {
    if (!card.isDecidedBy(grant.scopes())) {
      throw new Refusal.Forbidden(
              "This is another team's incident: you see it because somebody of your team wrote in"
                  + " it or is there. Its own supervisor decides, or an inspector.")
          .raised();
    }
  }

  /** What was recorded. */
  public IncidentRecord record() {
    return incident.record();
  }
}
