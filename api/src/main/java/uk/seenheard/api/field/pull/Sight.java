package uk.seenheard.api.field.pull;

import java.util.Set;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.follow.StoredChange;
import uk.seenheard.api.ground.identity.Grant;

/**
 * What of an incident is a puller's to see: the whole, or what some teams wrote in it and they
 * themselves.
 *
 * @param teams those whose words are theirs to see, where they do not see the whole
 */
record Sight(boolean whole, Set<String> teams, String person) {
  /** Copies. */
  Sight {
    teams = Set.copyOf(teams);
  }

  /** That of somebody who sees something of it. */
  static Sight of(Grant grant, IncidentCard card) {
    boolean whole = card.isOpenTo(grant.scopes());
    return new Sight(whole, whole ? Set.of() : card.teamsOf(grant.person()), grant.person());
  }

  /** Whether a change of it is in sight. */
  boolean shows(StoredChange change) {
    return whole || teams.contains(change.entry().team()) || change.entry().author().equals(person);
  }
}
