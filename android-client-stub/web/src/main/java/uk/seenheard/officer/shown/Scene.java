package uk.seenheard.officer.shown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.OperationId;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Noted;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.prompt.PromptState;

/**
 * What one look at an incident sees: the view of this handset, what is asked, and who looks.
 *
 * @param asked empty when this handset has not got the incident's form
 * @param me the person on shift
 * @param drafts what they were typing, by place
 * @param names what the people of the incident are called, in the order they were added
 * @param notes what was written on paper before it was entered, by its change
 */
record Scene(
    View view,
    Optional<Asked> asked,
    String me,
    Map<String, String> drafts,
    Map<FieldPath, String> names,
    Map<Hash, Noted> notes) {

  /** Copies the maps. */
  Scene {
    drafts = Map.copyOf(drafts);
    notes = Map.copyOf(notes);
    names = new LinkedHashMap<>(names);
  }

  /** Looks at an incident now. */
  static Scene of(Handset handset, String incident) {
    return of(handset, incident, handset.kept().person());
  }

  /** The same for who knows who is on shift. */
  static Scene of(Handset handset, String incident, String me) {
    View view = handset.view(incident);
    Map<FieldPath, String> names = new LinkedHashMap<>();
    for (String people : List.of(Incident.CHILD, Incident.ADULT)) {
      int number = 0;
      for (Entry entry : view.incident().entries(people)) {
        number++;
        names.put(entry.at(), named(view.incident().record(), entry, number));
      }
    }
    return new Scene(
        view,
        view.leaving() ? Optional.empty() : handset.asked(incident),
        me,
        view.leaving() || me.isEmpty() ? Map.of() : handset.drafts(incident),
        names,
        Noted.in(view.incident().record()));
  }

  private static String named(IncidentRecord record, Entry entry, int number) {
    String fallback = Said.begun(entry.at().collection()) + ' ' + number;
    return record
        .field(entry.at(), "name")
        .map(Field::values)
        .filter(values -> !values.isEmpty())
        .map(values -> values.iterator().next())
        .filter(Json.Text.class::isInstance)
        .map(name -> ((Json.Text) name).value())
        .filter(name -> !name.trim().isEmpty())
        .orElse(fallback);
  }

  Incident incident() {
    return view.incident();
  }

  /** Says from which paper something was entered later, and when it was written there. */
  void noted(OperationId op, Json.Builder shown) {
    Noted note = notes.get(op.change());
    if (note != null) {
      shown.put("noted", Json.object().put("said", note.said()).put("at", note.at()).build());
    }
  }

  IncidentRecord record() {
    return view.incident().record();
  }

  Optional<Form> form() {
    return asked.map(Asked::form);
  }

  List<PromptState> prompts() {
    return asked.map(Asked::all).orElse(List.of());
  }

  /** What an entry is called where it is not a person: what it is, and about whom. */
  String title(FieldPath entry) {
    FieldPath at = record().entry(entry).map(Entry::at).orElse(entry);
    String name = names.get(at);
    if (name != null) {
      return name;
    }
    StringBuilder title = new StringBuilder(Said.one(at.collection()));
    for (FieldPath about : incident().about(at)) {
      FieldPath subject = record().entry(about).map(Entry::at).orElse(about);
      if (names.containsKey(subject)) {
        title.append(" about ").append(names.get(subject));
      }
    }
    return title.toString();
  }
}
