package uk.seenheard.api.desk.chase;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.cards.IncidentCard;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;

/**
 * Who holds a rank towards an incident at a moment: nobody who has left, deputies of who is away.
 */
final class Ranks {
  private static final String PERSON = Grant.personScope("");
  private static final String TEAM = Grant.teamScope("");

  private final Map<String, Person> people = new HashMap<>();
  private final Moves moves;
  private final Revocations revocations;
  private final Absences absences;

  Ranks(Force force, Moves moves, Revocations revocations, Absences absences) {
    this.moves = moves;
    force.people().forEach(person -> people.put(person.id(), person));
    this.revocations = revocations;
    this.absences = absences;
  }

  /** Those to be told, at that step of the ladder. */
  Set<String> holders(String rank, IncidentCard card, long now) {
    Set<String> holders = new TreeSet<>();
    switch (rank) {
      case ChasePolicy.OFFICER -> {
        card.people().stream()
            .filter(id -> has(id, Role.OFFICER))
            .forEach(id -> add(holders, id, now));
        card.scopes().stream()
            .filter(scope -> scope.startsWith(PERSON))
            .map(scope -> scope.substring(PERSON.length()))
            .filter(id -> has(id, Role.OFFICER))
            .forEach(id -> add(holders, id, now));
      }
      case ChasePolicy.SUPERVISOR -> {
        for (Person person : people.values()) {
          boolean theirs =
              moves.teams(person).stream().anyMatch(team -> card.scopes().contains(TEAM + team));
          if (person.role() == Role.SUPERVISOR && theirs) {
            add(holders, person.id(), now);
          }
        }
      }
      default -> {
        for (Person person : people.values()) {
          if (person.role() == Role.INSPECTOR) {
            add(holders, person.id(), now);
          }
        }
      }
    }
    return holders;
  }

  private boolean has(String id, Role role) {
    Person person = people.get(id);
    return person != null && person.role() == role;
  }

  private void add(Set<String> holders, String id, long now) {
    if (revocations.since(id).isPresent()) {
      return;
    }
    if (!absences.isAway(id, now)) {
      holders.add(id);
      return;
    }
    absences
        .deputyOf(id, now)
        .filter(other -> revocations.since(other).isEmpty() && !absences.isAway(other, now))
        .ifPresent(holders::add);
  }
}
