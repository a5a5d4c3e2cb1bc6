package uk.seenheard.sync.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;

/**
 * The forms through which the authors of captured changes looked: of each the newest version, in
 * the display order of the first change that was made through it.
 */
final class Lenses {
  private static final Comparator<Lens> DISPLAY =
      Comparator.comparing(Lens::hlc).thenComparing(Lens::change);

  private final Map<String, Lens> first = new HashMap<>();
  private final Map<String, FormRef> newest = new HashMap<>();

  /** Every lens, so that one may be taken away again. */
  private final List<Lens> all = new ArrayList<>();

  /** The form that one change was made through. */
  private record Lens(Hash change, Hlc hlc, FormRef form) {}

  void add(Change change) {
    Lens lens = new Lens(change.hash(), change.hlc(), change.form());
    all.add(lens);
    take(lens);
  }

  /** Takes away those of changes that belong elsewhere. */
  void leave(Predicate<Hash> away) {
    if (all.removeIf(lens -> away.test(lens.change()))) {
      first.clear();
      newest.clear();
      all.forEach(this::take);
    }
  }

  private void take(Lens change) {
    FormRef form = change.form();
    first.merge(form.id(), change, (a, b) -> DISPLAY.compare(a, b) <= 0 ? a : b);
    newest.merge(form.id(), form, (a, b) -> a.version() >= b.version() ? a : b);
  }

  List<FormRef> inOrder() {
    List<Lens> changes = new ArrayList<>(first.values());
    changes.sort(DISPLAY);
    List<FormRef> forms = new ArrayList<>(changes.size());
    for (Lens change : changes) {
      forms.add(newest.getOrDefault(change.form().id(), change.form()));
    }
    return List.copyOf(forms);
  }
}
