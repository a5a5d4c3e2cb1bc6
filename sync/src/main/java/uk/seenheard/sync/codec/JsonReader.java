package uk.seenheard.sync.codec;

/**
 * The port that reads JSON: Android, server and browser each have a parser of their own.
 *
 * <p>Every implementation passes {@code JsonReaderContract}: it refuses duplicate member names,
 * nesting deeper than {@value #MAX_DEPTH}, unpaired surrogates and anything after the value.
 */
@FunctionalInterface
public interface JsonReader {
  /** Objects and lists inside one another that a reader takes. */
  int MAX_DEPTH = Limits.JSON_DEPTH;

  /**
   * Reads the whole text as one value.
   *
   * @throws UnreadableJson when it is not one value within the limits
   */
  Json read(String text);
}
