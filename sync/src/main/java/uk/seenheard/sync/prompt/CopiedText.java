package uk.seenheard.sync.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.reading.Words;

/**
 * What was copied from one child to another, and (from reading 2 on) from one thing that is asked
 * about a child to another: each child has a voice of their own, and what a child said, what was
 * seen of them and what it did to them are not one sentence. Looks at the texts that a form marks
 * as a child's voice, at the words of statements and at what a notice says that the child said;
 * short texts ("calm") may well be the same.
 */
final class CopiedText {
  private static final int SHORT = 16;
  private static final String WORDS = "Words";

  private final int reading;
  private final Map<Integer, List<Said>> byHash = new HashMap<>();
  private final Map<SubjectFacts, Json> found = new HashMap<>();

  /** A text of a child. */
  private record Said(SubjectFacts child, String what, String text) {}

  CopiedText(List<SubjectFacts> children, int reading) {
    this.reading = reading;
    if (children.size() < 2 && reading == 1) {
      return;
    }
    for (SubjectFacts child : children) {
      for (FormField field : child.known.values()) {
        if (field.voice()) {
          look(child, field.label(), child.at(field.name()));
        }
      }
      for (SubjectFacts said : child.entries("statement")) {
        look(child, WORDS, said.at("words"));
      }
      if (reading > 1 && Json.of("yes").equals(child.at("spoken"))) {
        for (SubjectFacts notice : child.entries("referral")) {
          look(child, "Notice", notice.at("childSaid"));
        }
      }
    }
  }

  private void look(SubjectFacts child, String what, @Nullable Json value) {
    if (!(value instanceof Json.Text text) || text.value().length() <= SHORT) {
      return;
    }
    // From reading 2 on a mark more or a composed letter makes no other text of it.
    String bare = reading == 1 ? text.value() : Words.bare(text.value());
    List<Said> alike = byHash.computeIfAbsent(hash(bare), unused -> new ArrayList<>(1));
    for (Said earlier : alike) {
      if (!earlier.text.trim().equalsIgnoreCase(bare.trim())) {
        continue;
      }
      if (earlier.child == child) {
        if (reading > 1 && isApart(earlier.what, what)) {
          found.putIfAbsent(child, within(earlier.what, what));
        }
      } else if (earlier.what.equals(what)) {
        found.putIfAbsent(child, about(earlier.child, what));
        found.putIfAbsent(earlier.child, about(child, what));
      }
    }
    alike.add(new Said(child, what, bare));
  }

  /** A child's words may well be their wishes, and stand in the notice about them. */
  private static boolean isApart(String one, String other) {
    return !one.equals(other)
        && !one.equals("Notice")
        && !other.equals("Notice")
        && !(one.startsWith("Wishes") && other.equals(WORDS));
  }

  private static Json within(String earlier, String what) {
    return Json.object()
        .put("other", earlier.toLowerCase(Locale.ROOT))
        .put("whose", "the " + earlier.toLowerCase(Locale.ROOT))
        .put("field", what.toLowerCase(Locale.ROOT))
        .build();
  }

  /** The same for texts that differ in case and in spaces only. */
  private static int hash(String text) {
    int hash = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ') {
        hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(c));
      }
    }
    return hash;
  }

  private static Json about(SubjectFacts other, String what) {
    return Json.object()
        .put("other", other.label())
        .put("whose", other.label() + "'s")
        .put("field", what.toLowerCase(Locale.ROOT))
        .build();
  }

  /** {@code {other, whose, field}}: whose text is the same, and which; null when nothing is. */
  @Nullable Json of(SubjectFacts child) {
    return found.get(child);
  }
}
