package uk.seenheard.api.field.handset;

/** How a handset stands, as far as the server knows. */
public enum HandsetState {
  /** Somebody is on shift with it. */
  IN_USE("in use"),
  /** It shows and records nothing until the next shift; what is unsent still comes. */
  LOCKED("locked"),
  /** It was ordered to be wiped, is locked, and hands over what is unsent first. */
  DRAINING("draining"),
  /** It has said that nothing is left on it. */
  WIPED("wiped"),
  /** A copy of it spoke too since its shift began; both copies' work is kept. */
  FORKED("forked");

  private final String word;

  HandsetState(String word) {
    this.word = word;
  }

  /** The word in an answer. */
  public String word() {
    return word;
  }
}
