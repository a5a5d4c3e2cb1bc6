package uk.seenheard.api.desk.find;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.roster.Absences;
import uk.seenheard.api.ground.roster.Force;
import uk.seenheard.api.ground.roster.Moves;
import uk.seenheard.api.ground.roster.Person;
import uk.seenheard.api.ground.roster.Revocations;
import uk.seenheard.api.ground.roster.Role;
import uk.seenheard.api.ground.roster.Team;
import uk.seenheard.api.ground.sight.Looks;

/** Whom something can be given to: the people of the force who may sign in, and its teams. */
final class Colleagues {
  private final Force force;
  private final Revocations revocations;
  private final Absences absences;
  private final Moves moves;
  private final Looks looks;

  Colleagues(Force force, Revocations revocations, Absences absences, Moves moves, Looks looks) {
    this.force = force;
    this.revocations = revocations;
    this.absences = absences;
    this.moves = moves;
    this.looks = looks;
  }

  /**
   * Somebody, as they are today.
   *
   * @param teams those they were moved to, else those of the roster
   */
  record Colleague(Person person, List<String> teams, boolean away) {}

  /**
   * Everybody, and every team.
   *
   * @param withdrawn those whose account is withdrawn, for whom that may give it back
   */
  record All(List<Team> teams, List<Colleague> people, List<Person> withdrawn) {}

  Future<All> all(Grant grant, long now) {
    List<Colleague> all = new ArrayList<>();
    List<Person> withdrawn = new ArrayList<>();
    for (Person person : force.people()) {
      if (!person.role().isPerson()) {
        continue;
      }
      if (revocations.since(person.id()).isEmpty()) {
        boolean away = absences.isAway(person.id(), now);
        all.add(new Colleague(person, moves.teams(person), away));
      } else if (grant.role() == Role.INSPECTOR) {
        withdrawn.add(person);
      }
    }
    return looks.at(grant, "people", new All(force.teams(), all, withdrawn));
  }
}
