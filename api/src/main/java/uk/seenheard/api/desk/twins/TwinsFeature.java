package uk.seenheard.api.desk.twins;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.core.Reading;
import uk.seenheard.api.ground.http.Door;

/** Puts the parts together by which likely twins are found and tied. */
public final class TwinsFeature implements Feature {
  private final TwinDoor door;

  private TwinsFeature(TwinDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static TwinsFeature of(Core core) {
    Reading reading = core.reading();
    TwinService twins =
        new TwinService(
            core.incidents(), reading.cards(), reading.folds(), core.looks(), core.basis().work());
    return new TwinsFeature(new TwinDoor(core.people().tokens(), twins, core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
