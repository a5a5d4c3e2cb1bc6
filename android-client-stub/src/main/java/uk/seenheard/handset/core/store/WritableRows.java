package uk.seenheard.handset.core.store;

import uk.seenheard.sync.codec.Utf8;

/** The rows of a store within a transaction that may change them. */
public interface WritableRows extends Rows {
  /** Puts a value, in place of the one before. */
  void put(Space space, String key, byte[] value);

  /** Puts a text. */
  default void put(Space space, String key, String text) {
    put(space, key, Utf8.bytes(text));
  }

  /** Deletes a row, when there is one; the bytes are overwritten on the disk. */
  void delete(Space space, String key);
}
