package uk.seenheard.api.ground.cards;

import uk.seenheard.api.ground.chronology.Chronology;
import uk.seenheard.sync.incident.Incident;

/** The port that counts what a list shows of an incident: prompts and risk are others' business. */
@FunctionalInterface
public interface Counting {
  /**
   * The numbers for an incident. Pure and quick.
   *
   * @param chronology what other incidents said about its children
   * @param now milliseconds since 1970
   */
  IncidentCard.Counts counts(Incident incident, Chronology chronology, long now);
}
