package uk.seenheard.api.desk.disclose;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;

/** Puts the parts together by which it is written down what leaves the screen. */
public final class DiscloseFeature implements Feature {
  private final DisclosureDoor door;

  private DiscloseFeature(DisclosureDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static DiscloseFeature of(Core core) {
    return new DiscloseFeature(
        new DisclosureDoor(
            core.people().tokens(),
            new Disclosures(
                core.incidents(),
                core.reading().cards(),
                core.writing().ledger(),
                core.basis().now()),
            core.basis().now()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
