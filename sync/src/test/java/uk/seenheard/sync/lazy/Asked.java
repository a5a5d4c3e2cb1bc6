package uk.seenheard.sync.lazy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.FieldType;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.Weight;
import uk.seenheard.sync.prompt.PromptState;

/** A must that a careful account has answered: the prompt, of whom, and the field it asks for. */
record Asked(String prompt, String key, String name, FormField field, PromptState state) {

  /** Musts that are answered by a field. */
  static List<Asked> by(Account account) {
    Notebook book = account.write();
    List<Asked> all = new ArrayList<>();
    for (PromptState state : book.prompts()) {
      if (state.weight() == Weight.MUST && state.isSettled() && state.asks().isPresent()) {
        String key = book.key(state.subject());
        FieldPath at = state.asks().get();
        name(account, book, key, at)
            .ifPresent(
                name ->
                    all.add(
                        new Asked(
                            state.prompt(), key, name, field(account.form, key, name), state)));
      }
    }
    return all;
  }

  private static Optional<String> name(Account account, Notebook book, String key, FieldPath at) {
    return account.values(key).keySet().stream()
        .filter(name -> book.field(key, name).equals(at))
        .findFirst();
  }

  private static FormField field(Form form, String key, String name) {
    String of = key.isEmpty() ? "" : key.substring(0, key.indexOf('.'));
    return form.field(of, Notebook.plain(name)).orElseThrow();
  }

  boolean is(FieldType type) {
    return field.type() == type;
  }

  Look look() {
    return Look.field(key, name);
  }
}
