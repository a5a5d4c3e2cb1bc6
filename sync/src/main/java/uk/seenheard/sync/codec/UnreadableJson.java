package uk.seenheard.sync.codec;

/** Says that a text is no JSON value that this system takes, and why. */
public final class UnreadableJson extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String limit;

  /** With a reason that holds no part of the text, which may be a child's words. */
  public UnreadableJson(String reason) {
    this("", reason);
  }

  /**
   * Beyond a limit.
   *
   * @param limit its name, alike at every end
   * @param reason holds no part of the text, which may be a child's words
   */
  public UnreadableJson(String limit, String reason) {
    super(reason);
    this.limit = limit;
  }

  /** The name of the limit that the text is beyond, or "" when it is no JSON at all. */
  public String limit() {
    return limit;
  }
}
