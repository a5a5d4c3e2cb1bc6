package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.outbox.Drafts;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.prompt.PromptState;

/**
 * A part of an incident, whole: its questions in the form's order, answered or not, and below them
 * whatever else the form has a field for.
 */
final class SectionShown {
  /** Where the page keeps a child's words while they are typed, after the child's path. */
  private final Scene scene;

  private final Asked asked;
  private final Sections sections;
  private final FieldShown fields;

  SectionShown(Scene scene, Asked asked, Sections sections) {
    this.scene = scene;
    this.asked = asked;
    this.sections = sections;
    this.fields = new FieldShown(scene, asked.form());
  }

  Json.Obj of(String section) {
    QuestionShown question = new QuestionShown(scene, asked);
    List<Json> questions = new ArrayList<>();
    Set<String> asks = new HashSet<>();
    for (PromptState prompt : asked.all()) {
      if (isIn(section, prompt)) {
        questions.add(question.of(prompt));
      }
      prompt.asks().ifPresent(at -> asks.add(at.text()));
    }
    Json.Builder shown =
        Json.object()
            .put("id", section)
            .put("title", sections.title(section))
            .put("questions", Json.list(questions));
    if (section.indexOf('/') > 0) {
      entry(new FieldPath(section), asks, shown);
    } else if (section.startsWith(Sections.IN)) {
      collection(section.substring(Sections.IN.length()), shown);
    } else {
      shown.put("facts", Json.list(ofIncident(section, asks)));
      if (section.equals(Sections.HAPPENED)) {
        shown.put("given", Json.list(fields.unknown(Optional.empty())));
      }
    }
    return shown.build();
  }

  /**
   * What is asked of an entry, or answered in it, stands on its own card, and with its collection.
   */
  private boolean isIn(String section, PromptState prompt) {
    return sections.of(prompt).equals(section)
        || prompt.subject().filter(subject -> subject.text().equals(section)).isPresent()
        || prompt
            .asks()
            .flatMap(FieldPath::entry)
            .filter(entry -> entry.text().equals(section))
            .isPresent();
  }

  private List<Json> ofIncident(String section, Set<String> asks) {
    List<Json> facts = new ArrayList<>();
    for (FormField field : asked.form().fieldsOf("")) {
      if (!asks.contains(field.name()) && sections.ofField(field).equals(section)) {
        facts.add(fields.of(new FieldPath(field.name()), field));
      }
    }
    return facts;
  }

  private void collection(String collection, Json.Builder shown) {
    if (Officers.say(asked.form(), collection)) {
      // Each officer's stands with their own question, and nobody adds one for another.
      return;
    }
    List<Json> entries = new ArrayList<>();
    for (Entry entry : scene.incident().entries(collection)) {
      entries.add(line(entry));
    }
    shown.put("entries", Json.list(entries));
    shown.put("collection", collection).put("one", Said.one(collection));
    // Whom it is about is said as it is added: who adds it says so once.
    asked
        .form()
        .field(collection, "about")
        .ifPresent(about -> shown.put("about", fields.control(about).build()));
  }

  private Json line(Entry entry) {
    return Json.object()
        .put("at", entry.at().text())
        .put("title", EntryShown.line(scene, asked.form(), entry))
        .put("open", open(entry))
        .build();
  }

  private int open(Entry entry) {
    int open = 0;
    for (PromptState prompt : asked.all()) {
      if (prompt.isOpen() && prompt.subject().equals(Optional.of(entry.at()))) {
        open++;
      }
    }
    return open;
  }

  private void entry(FieldPath path, Set<String> asks, Json.Builder shown) {
    Optional<Entry> found = scene.record().entry(path);
    FieldPath at = found.map(Entry::at).orElse(path);
    shown.put("collection", at.collection());
    shown.put("struck", found.map(Entry::struck).orElse(false));
    shown.put("facts", Json.list(ofEntry(at, asks)));
    found.ifPresent(
        entry -> {
          List<Json> given = fields.given(EntryShown.value(entry), at.collection());
          given.addAll(fields.unknown(Optional.of(at)));
          shown.put("given", Json.list(given));
          noted(entry, shown);
          shown.put("notes", Json.texts(notes(entry)));
          if (at.collection().equals(Incident.CHILD)) {
            shown.put("said", Json.list(said(entry)));
            shown.put("begun", scene.drafts().containsKey(at.text() + Drafts.WORDS));
            Marks.offer(asked.form(), shown);
            Marks.of(scene, asked.form(), entry, shown);
          }
          shown.put("entries", Json.list(about(entry)));
        });
  }

  private void noted(Entry entry, Json.Builder shown) {
    entry.firstAdded().ifPresent(added -> scene.noted(added.by().id(), shown));
  }

  /** The notes of who returned it that belong to this entry and to none of its questions. */
  private List<String> notes(Entry entry) {
    List<String> notes = new ArrayList<>();
    for (ReturnNote note : scene.incident().review().notes()) {
      boolean pinned = asked.all().stream().anyMatch(p -> note.isPinnedTo(p.prompt(), p.subject()));
      if (!pinned && note.about().filter(entry.twins()::contains).isPresent()) {
        notes.add(note.words());
      }
    }
    return notes;
  }

  private List<Json> ofEntry(FieldPath at, Set<String> asks) {
    Set<String> never = fixed(at);
    List<Json> facts = new ArrayList<>();
    for (FormField field : asked.form().fieldsOf(at.collection())) {
      if (never.contains(field.name())) {
        continue;
      }
      if (field.per().isPresent()) {
        for (Entry one : scene.incident().entries(field.per().get())) {
          add(facts, at.field(field.name() + '.' + one.at().name()), field, asks);
        }
      } else {
        add(facts, at.field(field.name()), field, asks);
      }
    }
    return facts;
  }

  /** What was said stays as it was written down: it takes no other answer. */
  private Set<String> fixed(FieldPath at) {
    return at.collection().equals(Incident.STATEMENT)
        ? scene.record().entry(at).map(entry -> EntryShown.value(entry).keySet()).orElse(Set.of())
        : Set.of();
  }

  private void add(List<Json> facts, FieldPath at, FormField field, Set<String> asks) {
    if (!asks.contains(at.text())) {
      facts.add(fields.of(at, field));
    }
  }

  /** A child's words, each with who asked what. */
  private List<Json> said(Entry child) {
    List<Json> said = new ArrayList<>();
    for (Entry statement : scene.incident().statementsAbout(child)) {
      // Statements that were joined are one entry, and each is somebody's words all the same.
      for (Entry.Added added : statement.added()) {
        Json.Builder shown =
            Json.object()
                .put("at", statement.at().text())
                .put("by", added.by().author())
                .put("parts", Json.list(fields.given(EntryShown.value(added), Incident.STATEMENT)));
        scene.noted(added.by().id(), shown);
        said.add(shown.build());
      }
    }
    return said;
  }

  /** Entries of other collections that say they are about this person. */
  private List<Json> about(Entry person) {
    List<Json> about = new ArrayList<>();
    for (Entry entry : scene.record().entries().values()) {
      if (!entry.struck()
          && !Sections.isPeople(entry.at().collection())
          && scene.incident().about(entry.at()).stream().anyMatch(person.twins()::contains)) {
        about.add(line(entry));
      }
    }
    return about;
  }
}
