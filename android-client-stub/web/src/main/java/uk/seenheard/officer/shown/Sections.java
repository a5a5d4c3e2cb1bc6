package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.PromptRule;
import uk.seenheard.sync.form.Stage;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.prompt.PromptState;

/**
 * The parts that an incident is shown in, told from its form alone: safety, who is here, each child
 * and adult, what happened, and each collection of other entries. A part is named by {@code
 * safety}, {@code here}, {@code happened}, {@code in.COLLECTION}, or the path of an entry.
 */
final class Sections {
  static final String SAFETY = "safety";
  static final String HERE = "here";
  static final String HAPPENED = "happened";
  static final String IN = "in.";

  private final Scene scene;
  private final Form form;

  /** Where each prompt stands: asked again and again while a screen is made. */
  private final Map<PromptState, String> places = new IdentityHashMap<>();

  Sections(Scene scene, Form form) {
    this.scene = scene;
    this.form = form;
  }

  /** Every part, in the order in which a person in a hallway comes to them. */
  List<String> all() {
    Set<String> all = new LinkedHashSet<>();
    all.add(SAFETY);
    all.add(HERE);
    scene.names().keySet().forEach(person -> all.add(person.text()));
    all.add(HAPPENED);
    for (String collection : collections()) {
      all.add(IN + collection);
    }
    return new ArrayList<>(all);
  }

  /** The collections that the form has beside people and their words. */
  private Set<String> collections() {
    Set<String> collections = new LinkedHashSet<>();
    for (FormField field : form.fields()) {
      if (!field.collection().isEmpty() && !isPeople(field.collection())) {
        collections.add(field.collection());
      }
    }
    return collections;
  }

  static boolean isPeople(String collection) {
    return collection.equals(Incident.CHILD)
        || collection.equals(Incident.ADULT)
        || collection.equals(Incident.STATEMENT);
  }

  /** Where a prompt stands. */
  String of(PromptState prompt) {
    String known = places.get(prompt);
    if (known == null) {
      known = place(prompt);
      places.put(prompt, known);
    }
    return known;
  }

  private String place(PromptState prompt) {
    if (prompt.subject().isPresent()) {
      return ofEntry(prompt.subject().get());
    }
    Optional<String> officers = Officers.collection(form, prompt);
    if (officers.isPresent()) {
      return IN + officers.get();
    }
    return ofIncident(prompt.stage(), prompt.addsTo());
  }

  private static String ofIncident(Stage stage, Optional<String> addsTo) {
    if (stage == Stage.SAFETY) {
      return SAFETY;
    }
    if (stage == Stage.HERE) {
      return HERE;
    }
    return addsTo.filter(to -> !isPeople(to)).map(to -> IN + to).orElse(HAPPENED);
  }

  /** Where an entry is shown: a person in a part of their own, words with the child they are of. */
  String ofEntry(FieldPath entry) {
    FieldPath at = scene.record().entry(entry).map(Entry::at).orElse(entry);
    if (!at.collection().equals(Incident.STATEMENT)) {
      return scene.names().containsKey(at) ? at.text() : IN + at.collection();
    }
    for (FieldPath about : scene.incident().about(at)) {
      FieldPath child = scene.record().entry(about).map(Entry::at).orElse(about);
      if (scene.names().containsKey(child)) {
        return child.text();
      }
    }
    return HERE;
  }

  /** Where a field of the incident stands: with the question that asks it. */
  String ofField(FormField field) {
    for (PromptRule rule : form.prompts()) {
      if (rule.each().equals(PromptRule.INCIDENT)
          && rule.asks().equals(Optional.of(field.name()))) {
        return ofIncident(rule.stage(), Optional.empty());
      }
    }
    return HAPPENED;
  }

  /** What a part is called. */
  String title(String section) {
    switch (section) {
      case SAFETY:
        return "Safety";
      case HERE:
        return "Who is here";
      case HAPPENED:
        return "What happened";
      default:
        return section.startsWith(IN)
            ? Said.many(section.substring(IN.length()))
            : scene.title(new FieldPath(section));
    }
  }
}
