package uk.seenheard.api.desk.misplaced;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.http.Door;

/** Puts the parts together by which words are moved to the incident where they belong. */
public final class MisplacedFeature implements Feature {
  private final MisplacedDoor door;

  private MisplacedFeature(MisplacedDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static MisplacedFeature of(Core core) {
    Reading reading = core.reading();
    MisplacedService service =
        new MisplacedService(
            core.incidents(),
            new StandingWords(reading.changes(), reading.opener()),
            new Bringing(core.basis().reader(), core.basis().codec()),
            core.writing().weights());
    return new MisplacedFeature(
        new MisplacedDoor(
            core.people().tokens(),
            service,
            core.people().force().id(),
            core.basis().digests(),
            core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
