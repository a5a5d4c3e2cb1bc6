package uk.seenheard.api.desk.review;

import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;

/** Who can be given an incident now: people and teams of the force, and no withdrawn account. */
record Receivers(Force force, Revocations revocations) {
  boolean isKnown(String person) {
    return force.person(person).isPresent();
  }

  /** Whether somebody records, and neither reviews nor decides. */
  boolean isOfficer(String person) {
    return force.person(person).filter(one -> one.role() == Role.OFFICER).isPresent();
  }

  boolean isTeam(String team) {
    return force.team(team).isPresent();
  }

  boolean isWithdrawn(String person) {
    return revocations.since(person).isPresent();
  }
}
