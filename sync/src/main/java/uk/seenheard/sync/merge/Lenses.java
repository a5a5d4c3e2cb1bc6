package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FormRef;

/**
 * The forms through which the authors of captured changes looked: of each the newest version, in
 * the display order of the first change that was made through it.
 */
final class Lenses {
  private static final Comparator<Change> DISPLAY =
      Comparator.comparing(Change::hlc).thenComparing(Change::hash);

  private final Map<String, Change> first = new HashMap<>();
  private final Map<String, FormRef> newest = new HashMap<>();

  void add(Change change) {
    FormRef form = change.form();
    first.merge(form.id(), change, (a, b) -> DISPLAY.compare(a, b) <= 0 ? a : b);
    newest.merge(form.id(), form, (a, b) -> a.version() >= b.version() ? a : b);
  }

  List<FormRef> inOrder() {
    List<Change> changes = new ArrayList<>(first.values());
    changes.sort(DISPLAY);
    List<FormRef> forms = new ArrayList<>(changes.size());
    for (Change change : changes) {
      forms.add(newest.getOrDefault(change.form().id(), change.form()));
    }
    return List.copyOf(forms);
  }
}
