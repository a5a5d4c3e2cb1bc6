package uk.seenheard.sync.change;

/** Says which member of an operation is not as the protocol says; holds nothing of its content. */
public final class UnreadableOperation extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String where;
  private final String reason;

  UnreadableOperation(String where, String reason) {
    super(where + ' ' + reason, null, false, false);
    this.where = where;
    this.reason = reason;
  }

  /** The member at fault, such as {@code ops[0].at}. */
  public String where() {
    return where;
  }

  /** What is wrong with it. */
  public String reason() {
    return reason;
  }
}
