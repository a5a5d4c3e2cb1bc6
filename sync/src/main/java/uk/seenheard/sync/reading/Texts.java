package uk.seenheard.sync.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.Least;

/** Whether a text is an answer to a field, by the rules that its form names. */
final class Texts {
  static final String NEEDS_WORDS = "This needs an answer in words.";

  private static final String NEEDS_WHAT_WAS_SAID =
      "Write the child's words here, as they were spoken.";
  private static final String STATEMENT = "statement";
  private static final String WORDS = "words";
  private static final int MOST_SHOWN = 60;

  private Texts() {}

  /** What is wrong with a text, in a sentence, or null. */
  static @Nullable String fault(FormField field, String text, Form form) {
    if (form.reading() == 1) {
      return text.trim().isEmpty() ? NEEDS_WORDS : null;
    }
    if (!Words.says(text)) {
      return NEEDS_WORDS;
    }
    if (isSaidByTheChild(field)) {
      boolean isReport =
          field.standIns().isPresent() && Words.standsIn(text, field.standIns().get());
      return isReport || Words.points(text) ? NEEDS_WHAT_WAS_SAID : null;
    }
    if (Words.isNoAnswer(text, field.standIns().isPresent() ? field.standIns().get() : STAND_INS)) {
      return '"' + shown(text) + "\" is no answer. Write what you know, or give the reason.";
    }
    return field.least() == Least.WORDS && !Words.describes(text)
        ? "This needs more than a word: write what you saw or were told."
        : null;
  }

  private static final List<String> STAND_INS = Words.STAND_INS;

  /**
   * A child may say one word, and it may be "None" or "X": of what stands in elsewhere only what
   * points to another place, and what the form lists as no child's words ("Child not spoken to").
   */
  private static boolean isSaidByTheChild(FormField field) {
    return field.collection().equals(STATEMENT) && field.name().equals(WORDS);
  }

  /** The sentence about a text that is a member of a register. */
  static String ofMember(String name, String fault) {
    return fault.equals(NEEDS_WORDS)
        ? '"' + name + "\" needs an answer in words."
        : '"' + name + "\": " + fault;
  }

  /** Whether the words of a reason say why. */
  static boolean standsAsReason(String words, Form form) {
    return form.reading() == 1
        ? !words.trim().isEmpty()
        : Words.says(words)
            && !Words.saysNothingOfItsOwn(words)
            && !Words.standsIn(words, STAND_INS);
  }

  private static String shown(String text) {
    String shown = Characters.trimmed(text);
    return shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + '…' : shown;
  }
}
