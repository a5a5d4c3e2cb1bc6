package uk.seenheard.api.engine.embedded.pages;

import org.jspecify.annotations.Nullable;

/** A plain sentence saying why the store was not opened, where, and what to do about it. */
public final class StoreRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the sentence. */
  public StoreRefused(String message) {
    this(message, null);
  }

  /** With the sentence, and what it came from. */
  public StoreRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
