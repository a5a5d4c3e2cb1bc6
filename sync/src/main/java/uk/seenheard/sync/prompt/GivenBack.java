package uk.seenheard.sync.prompt;

import java.util.List;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.Wording;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.reading.Words;

/** Knows an answer that is the question given back, or the name of its field. */
final class GivenBack {
  /** How many marks and spaces more or fewer a question that is given back may have. */
  private static final int MARKS_APART = 8;

  /** Characters that a wording has besides its places, for an answer to be known as it. */
  private static final int LEAST_FIXED = 10;

  private GivenBack() {}

  /** Whether the answer is the question, but for case and marks (from reading 2 on). */
  static boolean is(PromptRule rule, SubjectFacts subject) {
    Field field =
        subject.record.reading.number() > 1 && rule.asks().isPresent()
            ? subject.fields.get(rule.asks().get())
            : null;
    if (field == null) {
      return false;
    }
    List<Answer> standing = field.standing();
    for (int i = 0; i < standing.size(); i++) {
      if (standing.get(i).value() instanceof Json.Text text
          && (isOf(rule.question(), text.value()) || isLabel(rule, subject, text.value()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLabel(PromptRule rule, SubjectFacts subject, String text) {
    FormField known = rule.asks().map(subject.known::get).orElse(null);
    return known != null
        && known.type() == FieldType.TEXT
        && Math.abs(text.length() - known.label().length()) <= MARKS_APART
        && Words.same(text, known.label());
  }

  /** Whether a text begins and ends as a wording does, whatever stands in its places. */
  private static boolean isOf(Wording wording, String text) {
    List<String> parts = wording.parts();
    String first = parts.get(0);
    if (parts.size() == 1) {
      return Math.abs(text.length() - first.length()) <= MARKS_APART && Words.same(text, first);
    }
    String last = parts.size() % 2 == 1 ? parts.get(parts.size() - 1) : "";
    int fixed = first.length() + last.length();
    if (fixed < LEAST_FIXED || text.length() < fixed - MARKS_APART) {
      return false;
    }
    if (!Words.mayBeginWith(text, first)) {
      return false;
    }
    String bare = Words.bare(text);
    return bare.startsWith(Words.bare(first)) && bare.endsWith(Words.bare(last));
  }
}
