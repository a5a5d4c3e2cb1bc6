package uk.seenheard.handset.core;

import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.prompt.PromptState;

/**
 * The prompts of an incident as it stands on this handset, with what it takes to answer them.
 *
 * @param all every prompt that applies, in the order in which they are asked
 */
public record Asked(Form form, List<PromptState> all) {
  /** Copies the list. */
  public Asked {
    all = List.copyOf(all);
  }

  /** The prompts that nobody answered, nor said why not, in order. */
  public List<PromptState> open() {
    return all.stream().filter(PromptState::isOpen).collect(java.util.stream.Collectors.toList());
  }

  /** The field that answers a prompt, or empty when an added entry does. */
  public Optional<FormField> field(PromptState prompt) {
    return prompt.asks().flatMap(path -> FormBook.field(form, path));
  }

  /** The codes that answer a field, or empty when it takes no codes. */
  public Optional<CodeList> codes(FormField field) {
    return field.codes().flatMap(form::codeList);
  }

  /** The reasons that may stand in for an answer; none where it has to be answered. */
  public Optional<CodeList> reasons(PromptState prompt) {
    return prompt.reasons().flatMap(form::codeList);
  }
}
