package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;

/**
 * Moments of an officer's recording, marked by one press: what can be marked comes from the form, a
 * form that has no such thing offers none.
 */
final class Marks {
  private static final String WHAT = "what";

  private Marks() {}

  /** What can be marked, as {@code marks}. */
  static void offer(Form form, Json.Builder shown) {
    form.field(Incident.MARK, WHAT)
        .flatMap(FormField::codes)
        .flatMap(form::codeList)
        .ifPresent(list -> shown.put("marks", FieldShown.codes(list)));
  }

  /** What was marked of a child, as {@code marked}: what and when. */
  static void of(Scene scene, Form form, Entry child, Json.Builder shown) {
    Optional<FormField> what = form.field(Incident.MARK, WHAT);
    List<Json> marked = new ArrayList<>();
    for (Entry mark : scene.incident().entries(Incident.MARK)) {
      boolean here = scene.incident().about(mark.at()).stream().anyMatch(child.twins()::contains);
      Json said = EntryShown.at(scene, mark, WHAT);
      if (here && said != null && mark.firstAdded().isPresent()) {
        marked.add(
            Json.object()
                .put("said", Said.answer(form, what, said))
                .put("at", mark.firstAdded().get().by().wall())
                .build());
      }
    }
    shown.put("marked", Json.list(marked));
  }
}
