package uk.seenheard.sync.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormField;

/**
 * What was copied from one child to another: each child has a voice of their own. Looks at the
 * texts that a form marks as a child's voice and at the words of statements; short texts ("calm")
 * may well be the same.
 */
final class Copies {
  private static final int SHORT = 16;

  private final Map<String, SubjectFacts> first = new HashMap<>();
  private final Map<SubjectFacts, Json> found = new HashMap<>();

  Copies(List<SubjectFacts> children) {
    if (children.size() < 2) {
      return;
    }
    for (SubjectFacts child : children) {
      for (FormField field : child.known.values()) {
        if (field.voice()) {
          look(child, field.label().toLowerCase(Locale.ROOT), child.at(field.name()));
        }
      }
      for (SubjectFacts said : child.entries("statement")) {
        look(child, "words", said.at("words"));
      }
    }
  }

  private void look(SubjectFacts child, String what, @Nullable Json value) {
    if (value instanceof Json.Text text && text.value().length() > SHORT) {
      String key = what + '\n' + text.value().trim().toLowerCase(Locale.ROOT);
      SubjectFacts earlier = first.putIfAbsent(key, child);
      if (earlier != null && earlier != child) {
        found.putIfAbsent(child, about(earlier, what));
        found.putIfAbsent(earlier, about(child, what));
      }
    }
  }

  private static Json about(SubjectFacts other, String what) {
    return Json.object().put("other", other.label()).put("field", what).build();
  }

  /** {@code {other, field}}: whose text is the same, and which; null when nothing is. */
  @Nullable Json of(SubjectFacts child) {
    return found.get(child);
  }
}
