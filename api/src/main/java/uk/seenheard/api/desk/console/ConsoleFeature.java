package uk.seenheard.api.desk.console;

import java.util.List;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;

/** Puts the pages of the desk where browsers find them. */
public final class ConsoleFeature implements Feature {
  private final ConsoleDoor door;

  private ConsoleFeature(ConsoleDoor door) {
    this.door = door;
  }

  /** On the ground. */
  public static ConsoleFeature of(Core core) {
    return new ConsoleFeature(new ConsoleDoor(core.basis().vertx(), core.basis().reader()));
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
