package uk.seenheard.handset.core.store;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Utf8;

/** The rows of a store as one moment shows them. Keys are ordered by UTF-8 bytes. */
public interface Rows {
  /** The most rows that one reading gives. */
  int MAX_ROWS = 500;

  /** The value of a key, or empty. */
  Optional<byte[]> get(Space space, String key);

  /**
   * The next rows of a prefix, in order.
   *
   * @param prefix what all the keys begin with; may be empty
   * @param after the key that the last reading ended with, or empty to begin
   * @param limit how many, at most {@value #MAX_ROWS}
   */
  List<Row> scan(Space space, String prefix, String after, int limit);

  /**
   * The next keys of a prefix, in order, without their values.
   *
   * @param after the key that the last reading ended with, or empty to begin
   */
  List<String> keys(Space space, String prefix, String after, int limit);

  /** How many rows a prefix has. */
  long count(Space space, String prefix);

  /** The text of a key, or empty. */
  default Optional<String> text(Space space, String key) {
    return get(space, key).map(value -> Utf8.text(value));
  }
}
