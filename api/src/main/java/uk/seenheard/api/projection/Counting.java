package uk.seenheard.api.projection;

import uk.seenheard.sync.incident.Incident;

/** The port that counts what a list shows of an incident: prompts and risk are others' business. */
@FunctionalInterface
public interface Counting {
  /** The numbers for an incident, at a time in milliseconds since 1970. Pure and quick. */
  IncidentCard.Counts counts(Incident incident, long now);
}
