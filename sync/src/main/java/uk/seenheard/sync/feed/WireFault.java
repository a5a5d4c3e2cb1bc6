package uk.seenheard.sync.feed;

/** Says which member of a message is not as the protocol says; holds nothing of its content. */
public final class WireFault extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String field;
  private final String reason;

  /** With the member's name, such as {@code changes[2]}, and what is wrong with it. */
  public WireFault(String field, String reason) {
    super(field + ' ' + reason, null, false, false);
    this.field = field;
    this.reason = reason;
  }

  /** The member at fault. */
  public String field() {
    return field;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }
}
