package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.incident.Attending;
import uk.seenheard.sync.prompt.PromptState;

/**
 * Questions that each officer is asked about themselves, such as whether their camera was on: mine
 * stands with its fields, a colleague's with what they said, because it is theirs to say.
 */
final class Officers {
  private final Scene scene;
  private final Form form;
  private final FieldShown fields;

  Officers(Scene scene, Form form, FieldShown fields) {
    this.scene = scene;
    this.form = form;
    this.fields = fields;
  }

  /** Whether entries of this collection are what officers say about themselves. */
  static boolean say(Form form, String collection) {
    return form.prompts().stream()
        .anyMatch(
            rule ->
                rule.each().equals(PromptRule.OFFICER)
                    && rule.addsTo().equals(Optional.of(collection)));
  }

  /** The collection to which each officer's answer to a question belongs, or empty. */
  static Optional<String> collection(Form form, PromptState prompt) {
    if (prompt.prompt().length() == prompt.rule().length()) {
      // Nearly every one: it is not asked apart for anybody.
      return Optional.empty();
    }
    for (PromptRule rule : form.prompts()) {
      if (rule.each().equals(PromptRule.OFFICER)
          && rule.id().equals(prompt.rule())
          && prompt.prompt().startsWith(rule.id() + '.')) {
        return rule.addsTo();
      }
    }
    return Optional.empty();
  }

  /** What the officer says, or said. */
  void say(PromptState prompt, String collection, Json.Builder shown) {
    String officer = prompt.prompt().substring(prompt.rule().length() + 1);
    Optional<FieldPath> theirs = Attending.theirs(scene.record(), collection, officer);
    List<Json> said = new ArrayList<>();
    for (FormField field : form.fieldsOf(collection)) {
      said.add(
          theirs
              .map(entry -> fields.of(entry.field(field.name()), field))
              .orElseGet(() -> fields.control(field).build()));
    }
    boolean mine = officer.equals(scene.me());
    shown.put("addsTo", collection).put("with", prompt.with()).put("mine", mine);
    shown.put("says", Json.list(said));
  }
}
