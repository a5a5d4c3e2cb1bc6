package uk.seenheard.sync.codec;

/** Says that a text is no JSON value that this system takes, and why. */
public final class UnreadableJson extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a reason that holds no part of the text, which may be a child's words. */
  public UnreadableJson(String reason) {
    super(reason);
  }
}
