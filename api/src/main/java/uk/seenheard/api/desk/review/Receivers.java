package uk.seenheard.api.desk.review;

import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Revocations;

/** Who can be given an incident now: people and teams of the force, and no withdrawn account. */
record Receivers(Force force, Revocations revocations) {
  boolean isKnown(String person) {
    return force.person(person).isPresent();
  }

  boolean isTeam(String team) {
    return force.team(team).isPresent();
  }

  boolean isWithdrawn(String person) {
    return revocations.since(person).isPresent();
  }
}
