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
  private final List<Said> own = new ArrayList<>();
  private final Map<SubjectFacts, Json> found = new HashMap<>();

  /** A text of a child. */
  private record Said(SubjectFacts child, String what, String text, int hash) {
    boolean isSame(String other) {
      return text.trim().equalsIgnoreCase(other.trim());
    }
  }

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
    int hash = hash(bare);
    // Of each text only who said it first is kept: whoever says it later has copied that.
    List<Said> firsts = byHash.computeIfAbsent(hash, unused -> new ArrayList<>(1));
    boolean known = false;
    for (Said first : firsts) {
      if (first.what.equals(what) && first.isSame(bare)) {
        known = true;
        if (first.child != child) {
          found.putIfAbsent(child, about(first.child, what));
          found.putIfAbsent(first.child, about(child, what));
        }
      }
    }
    Said said = new Said(child, what, bare, hash);
    if (!known) {
      firsts.add(said);
    }
    within(said);
  }

  /** Children are looked at one after the other: what the same child has said so far. */
  private void within(Said said) {
    if (!own.isEmpty() && own.get(0).child != said.child) {
      own.clear();
    }
    if (reading > 1) {
      for (Said earlier : own) {
        if (earlier.hash == said.hash
            && isApart(earlier.what, said.what)
            && earlier.isSame(said.text)) {
          found.putIfAbsent(said.child, within(earlier.what, said.what));
        }
      }
    }
    own.add(said);
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
