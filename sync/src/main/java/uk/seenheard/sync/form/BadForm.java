package uk.seenheard.sync.form;

/** Says that a form file cannot be read, where, and why. */
public final class BadForm extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the place in the form, such as {@code prompts[3].when}, and what is wrong there. */
  public BadForm(String form, String where, String reason) {
    super("form " + form + ", " + where + ": " + reason);
  }
}
