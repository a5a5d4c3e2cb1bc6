package uk.seenheard.sync.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.reading.Words;

/**
 * By which forms an incident is read: the one that a person chose, else the one through which all
 * authors looked; while they looked through several and nobody has chosen, all of them.
 *
 * <p>The incident's form is the field {@link #FIELD}, answered, contradicted and settled like any
 * other; a change's own {@code form} is the lens that its author looked through. A choice against a
 * lens in use takes a reason: without one the duties of that lens would vanish in silence.
 *
 * @param forms the one that names the incident first; version 0 where nobody looked through it yet
 * @param contradicted whether a person has to choose
 * @param chosen whether a person chose
 */
public record IncidentForms(List<FormRef> forms, boolean contradicted, boolean chosen) {
  /** The field that holds the incident's form, by its id. */
  public static final FieldPath FIELD = new FieldPath("form");

  /** Copies the list. */
  public IncidentForms {
    forms = List.copyOf(forms);
  }

  /** The forms of a record. */
  public static IncidentForms of(IncidentRecord record) {
    Map<String, FormRef> lenses = new LinkedHashMap<>();
    // While nobody chose, the incident goes by the name it always had.
    record
        .form()
        .filter(form -> record.lenses().stream().anyMatch(lens -> lens.id().equals(form.id())))
        .ifPresent(form -> lenses.put(form.id(), form));
    record.lenses().forEach(lens -> lenses.putIfAbsent(lens.id(), lens));
    List<Answer> standing = record.field(FIELD).map(Field::standing).orElse(List.of());
    Map<String, FormRef> chosen = new LinkedHashMap<>();
    boolean reasoned = false;
    for (Answer answer : standing) {
      Optional<String> id = id(answer.value());
      if (id.isPresent()) {
        chosen.put(id.get(), lenses.getOrDefault(id.get(), new FormRef(id.get(), 0)));
        reasoned |= answer.reason().filter(Words::says).isPresent();
      }
    }
    if (chosen.isEmpty()) {
      List<FormRef> all = new ArrayList<>(lenses.values());
      return new IncidentForms(all, all.size() > 1, false);
    }
    boolean against = !chosen.keySet().containsAll(lenses.keySet());
    if (against && !reasoned) {
      lenses.forEach(chosen::putIfAbsent);
    }
    List<FormRef> forms = new ArrayList<>(chosen.values());
    return new IncidentForms(forms, forms.size() > 1, true);
  }

  private static Optional<String> id(Json value) {
    return value instanceof Json.Text text
            && Words.says(text.value())
            && text.value().length() <= Limits.ID_CHARS
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** What the incident goes by, or empty while nothing is captured. */
  public Optional<FormRef> first() {
    return forms.isEmpty() ? Optional.empty() : Optional.of(forms.get(0));
  }
}
