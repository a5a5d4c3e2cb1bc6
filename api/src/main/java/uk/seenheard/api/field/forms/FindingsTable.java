package uk.seenheard.api.field.forms;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.seenheard.sync.form.DutyRule;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.PromptRule;

/** The table of findings and the prompts and duties that answer them, form by form. */
public final class FindingsTable {
  private static final String EVERYWHERE = "every form";

  private FindingsTable() {}

  /** The prompt ids by finding and form; a prompt of all forms stands under "every form" once. */
  public static Map<String, Map<String, Set<String>>> of(List<Form> forms) {
    Map<String, Map<String, Set<String>>> where = new TreeMap<>(FindingsTable::byNumber);
    for (Form form : forms) {
      for (PromptRule rule : form.prompts()) {
        where
            .computeIfAbsent(rule.finding(), unused -> new LinkedHashMap<>())
            .computeIfAbsent(rule.id(), unused -> new TreeSet<>())
            .add(form.id());
      }
      for (DutyRule rule : form.duties()) {
        where
            .computeIfAbsent(rule.finding(), unused -> new LinkedHashMap<>())
            .computeIfAbsent(rule.id() + " (duty)", unused -> new TreeSet<>())
            .add(form.id());
      }
    }
    Map<String, Map<String, Set<String>>> table = new TreeMap<>(FindingsTable::byNumber);
    where.forEach(
        (finding, prompts) -> {
          Map<String, Set<String>> row = new LinkedHashMap<>();
          prompts.forEach(
              (prompt, in) -> {
                for (String place : places(in, forms)) {
                  row.computeIfAbsent(place, unused -> new TreeSet<>()).add(prompt);
                }
              });
          table.put(finding, row);
        });
    return table;
  }

  private static Set<String> places(Set<String> in, List<Form> forms) {
    if (in.size() == forms.size()) {
      return Set.of(EVERYWHERE);
    }
    if (in.size() < forms.size() - 1 || forms.size() < 3) {
      return in;
    }
    Set<String> without = new TreeSet<>();
    forms.forEach(form -> without.add(form.id()));
    without.removeAll(in);
    return Set.of(EVERYWHERE + " but " + String.join(", ", without));
  }

  private static int byNumber(String one, String other) {
    return Integer.compare(
        Integer.parseInt(one.substring(1)), Integer.parseInt(other.substring(1)));
  }

  /** The table as Markdown. */
  public static String markdown(List<Form> forms) {
    StringBuilder out = new StringBuilder();
    out.append("| finding | form | prompts and duties |\n|---|---|---|\n");
    of(forms)
        .forEach(
            (finding, row) -> {
              List<String> order = new ArrayList<>(row.keySet());
              order.sort(
                  (one, other) ->
                      one.startsWith(EVERYWHERE) != other.startsWith(EVERYWHERE)
                          ? (one.startsWith(EVERYWHERE) ? -1 : 1)
                          : one.compareTo(other));
              for (String form : order) {
                out.append("| ").append(finding).append(" | ").append(form).append(" | ");
                out.append(String.join(", ", row.getOrDefault(form, Set.of()))).append(" |\n");
              }
            });
    return out.toString();
  }
}
