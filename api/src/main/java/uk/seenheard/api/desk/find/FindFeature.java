package uk.seenheard.api.desk.find;

import java.util.List;
import uk.seenheard.api.ground.cards.DutySource;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.People;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.roster.Person;

/** Puts the parts together by which incidents and colleagues are found. */
public final class FindFeature implements Feature {
  private final FindDoor door;

  private FindFeature(FindDoor door) {
    this.door = door;
  }

  /** On the ground, with the duties of incidents and the ages that the forms count. */
  public static FindFeature of(Core core, DutySource duties, Rows.Ages ages) {
    People people = core.people();
    Reading reading = core.reading();
    Sketches sketches = new Sketches(core.incidents(), reading.folds());
    return new FindFeature(
        new FindDoor(
            people.tokens(),
            new Search(core.incidents(), reading.cards(), sketches, people.force(), core.looks()),
            new Rows(
                core.incidents(),
                reading.cards(),
                duties,
                ages,
                core.looks(),
                core.basis().now(),
                id -> people.force().person(id).map(Person::camera).orElse(true)),
            new Colleagues(
                people.force(),
                people.revocations(),
                people.absences(),
                people.moves(),
                core.looks()),
            core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
