package uk.seenheard.sync.incident;

import java.util.Optional;

/**
 * The shape of control's reference for a job, whatever force gives it: letters and digits of the
 * Latin alphabet, with single hyphens, slashes or spaces between them, at least one digit, {@value
 * #FEWEST} to {@value #MOST} characters. A name, a street or a sentence is none: who types one
 * would stand alone in an incident of their own, and the reference is shown where names are not.
 */
public final class Reference {
  /** The shortest, in characters. */
  public static final int FEWEST = 3;

  /** The longest, in characters. */
  public static final int MOST = 40;

  private Reference() {}

  /** What is wrong with a reference, in a sentence; empty when nothing is. */
  public static Optional<String> fault(String typed) {
    String text = typed.trim();
    if (text.length() < FEWEST || text.length() > MOST) {
      return Optional.of(
          "A reference has " + FEWEST + " to " + MOST + " characters, such as MC-2026-1122-0417.");
    }
    boolean digit = false;
    boolean parted = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean number = c >= '0' && c <= '9';
      boolean parts = c == '-' || c == '/' || c == ' ';
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!(number || letter || parts) || (parts && parted)) {
        return Optional.of(
            "A reference is made of letters and digits, with single hyphens, slashes or spaces"
                + " between them, such as MC-2026-1122-0417.");
      }
      digit |= number;
      parted = parts;
    }
    if (parted || !digit) {
      return Optional.of(
          "A reference has at least one digit and ends in a letter or a digit, such as"
              + " MC-2026-1122-0417.");
    }
    return Optional.empty();
  }
}
