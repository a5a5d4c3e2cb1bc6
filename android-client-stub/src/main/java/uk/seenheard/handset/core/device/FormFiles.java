package uk.seenheard.handset.core.device;

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
}
