package uk.seenheard.api.field.forms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.core.Core;
import uk.seenheard.api.ground.core.Feature;
import uk.seenheard.api.ground.http.Door;

/** Puts the forms on their shelf. */
public final class FormsFeature implements Feature {
  private final FormShelf shelf;
  private final FormDoor door;

  private FormsFeature(FormShelf shelf, FormDoor door) {
    this.shelf = shelf;
    this.door = door;
  }

  /**
   * On the ground. Reads files: away from the event loop.
   *
   * @param added the file of what the force adds to the forms
   */
  public static FormsFeature of(Core core, Optional<Path> added) throws IOException {
    FormShelf shelf = FormShelf.with(added, core.basis().reader());
    return new FormsFeature(shelf, new FormDoor(core.people().tokens(), shelf, core.basis().now()));
  }

  /** The forms. */
  public FormShelf shelf() {
    return shelf;
  }

  @Override
  public List<Door> doors() {
    return List.of(door);
  }
}
