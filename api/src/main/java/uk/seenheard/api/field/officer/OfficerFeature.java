package uk.seenheard.api.field.officer;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;

/** Puts the officer's page where handhelds find it. */
public final class OfficerFeature implements Feature {
  private final OfficerDoor door;

  private OfficerFeature(OfficerDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static OfficerFeature of(Core core) {
    return new OfficerFeature(new OfficerDoor(core.basis().vertx()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
