package uk.seenheard.sync.form;

/** Says that a form file cannot be read, where, and why. */
public final class BadForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String reason;

  /** With the place in the form, such as {@code prompts[3] child-seen.when}, and what is wrong. */
  public BadForm(String form, String where, String reason) {
    super("form " + form + ", " + where + ": " + reason);
    this.where = where;
    this.reason = reason;
  }

  /** The place in the form. */
  public String where() {
    return where;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }

  /** The list that holds the item at fault, or "". */
  public String list() {
    int bracket = where.indexOf('[');
    return bracket < 0 ? "" : where.substring(0, bracket);
  }

  /** The id or name of the item at fault, or "". */
  public String item() {
    int space = where.indexOf(' ');
    int dot = where.indexOf('.', Math.max(space, 0));
    return space < 0 ? "" : where.substring(space + 1, dot < 0 ? where.length() : dot);
  }
}
