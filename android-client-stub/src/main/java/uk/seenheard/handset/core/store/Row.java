package uk.seenheard.handset.core.store;

import uk.seenheard.sync.codec.Utf8;

/** A row of the store: a key and its value. */
public final class Row {
  private final String key;
  private final byte[] value;

  /** A row; takes the array as its own. */
  public Row(String key, byte[] value) {
    this.key = key;
    this.value = value;
  }

  /** The key. */
  public String key() {
    return key;
  }

  /** The value. */
  public byte[] value() {
    return value.clone();
  }

  /** The value as a text. */
  public String text() {
    return Utf8.text(value);
  }
}
