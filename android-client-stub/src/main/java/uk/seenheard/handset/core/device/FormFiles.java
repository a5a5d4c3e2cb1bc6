package uk.seenheard.handset.core.device;

import java.util.Optional;
import uk.seenheard.sync.form.Form;

/** The port to the form files that ship with the product. */
@FunctionalInterface
public interface FormFiles {
  /**
   * The text of a file.
   *
   * @param name below the folder of the shipped forms, such as {@code domestic-abuse.json}
   * @throws IllegalStateException when the product lacks it
   */
  String text(String name);

  /** Whether any forms ship with this handset; else the server's are all that there are. */
  default boolean ships() {
    return true;
  }

  /**
   * The form that was read from exactly this text while nobody waited for it, or empty: then it is
   * read now.
   */
  default Optional<Form> readAhead(String text) {
    return Optional.empty();
  }
}
