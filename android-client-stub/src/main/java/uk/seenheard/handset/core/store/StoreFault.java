package uk.seenheard.handset.core.store;

import org.jspecify.annotations.Nullable;

/** Says why the store could not do what it was asked, and what to do about it. */
public final class StoreFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What stopped the store. */
  public enum Kind {
    /** Another process has it open. */
    IN_USE,
    /** The disk is full. */
    FULL,
    /** The disk or folder cannot be written. */
    READ_ONLY,
    /** The file is damaged, or is none of ours. */
    DAMAGED,
    /** Anything else. */
    BROKEN
  }

  private final Kind kind;

  /** With what stopped it, in words for the officer. */
  public StoreFault(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What stopped the store. */
  public Kind kind() {
    return kind;
  }
}
