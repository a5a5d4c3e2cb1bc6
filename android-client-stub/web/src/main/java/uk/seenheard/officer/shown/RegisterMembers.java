package uk.seenheard.officer.shown;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;

/** What a register is made of: its grade, the members that take codes, those its form asks for. */
final class RegisterMembers {
  private static final String VAR = "var";
  private static final int MOST_KNOWN = 100;

  /** By the field itself, which a form has for as long as it is known. */
  private static final Map<FormField, Set<String>> KNOWN = new IdentityHashMap<>();

  private RegisterMembers() {}

  /**
   * The names of the members, in the order in which they are asked for: looked for once in all that
   * a form asks.
   */
  static Set<String> of(Form form, FormField register) {
    Set<String> known = KNOWN.get(register);
    if (known == null) {
      if (KNOWN.size() == MOST_KNOWN) {
        KNOWN.clear();
      }
      known = found(form, register);
      KNOWN.put(register, known);
    }
    return known;
  }

  private static Set<String> found(Form form, FormField register) {
    Set<String> found = new LinkedHashSet<>();
    if (!register.graver().isEmpty()) {
      found.add(FormField.GRADE);
    }
    found.addAll(register.members().keySet());
    // What a question of the register takes for an answer names the members that it reads.
    for (Json prompt : form.resolved().items("prompts")) {
      walk(prompt, register.name() + '.', found);
    }
    return found;
  }

  private static void walk(Json value, String prefix, Set<String> found) {
    if (value instanceof Json.Arr list) {
      list.items().forEach(item -> walk(item, prefix, found));
    } else if (value instanceof Json.Obj object) {
      object
          .text(VAR)
          .filter(path -> path.startsWith(prefix))
          .ifPresent(path -> found.add(path.substring(prefix.length())));
      object.members().values().forEach(member -> walk(member, prefix, found));
    }
  }
}
