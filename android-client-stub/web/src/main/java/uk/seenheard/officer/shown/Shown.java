package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.Kept;
import uk.seenheard.handset.core.View;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.prompt.DutyState;
import uk.seenheard.sync.prompt.OpenForms;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.twin.LikelyTwins;
import uk.seenheard.sync.twin.Likeness;

/** What the page is told: home, and an incident with the part of it that is looked at. */
public final class Shown {
  private static final String SEEN = "seen";

  private final Handset handset;
  private final Told told = new Told();

  /** Of that handset. */
  public Shown(Handset handset) {
    this.handset = handset;
  }

  /** The line of truth: where what was recorded lies. */
  public Json kept() {
    return of(handset.kept()).build();
  }

  private Json.Builder of(Kept kept) {
    return Json.object()
        .put("person", kept.person())
        .put("locked", kept.locked())
        .put("queued", kept.queued())
        .put("acknowledged", kept.acknowledged())
        .put("quarantined", kept.quarantined())
        .put("begun", kept.begun())
        .put("typed", kept.typed())
        .put("synced", kept.synced())
        .put("clockAhead", kept.clockAhead())
        .put("offline", handset.isOffline())
        .put("current", kept.locked() ? Optional.empty() : handset.current());
  }

  /** Everything that the first screen shows. */
  public Json home() {
    Kept kept = handset.kept();
    List<Json> incidents = new ArrayList<>();
    if (!kept.locked() && !kept.person().isEmpty()) {
      for (String incident : handset.incidents()) {
        View view = handset.view(incident);
        if (!view.leaving()) {
          incidents.add(line(view).build());
        }
      }
    }
    return of(kept).put("incidents", Json.list(incidents)).build();
  }

  private static Json.Builder line(View view) {
    Incident incident = view.incident();
    return Json.object()
        .put("incident", incident.record().incident())
        .put("reference", incident.reference())
        .put("review", incident.review().state().word())
        .put("state", state(incident.review().state()))
        .put("unsent", view.unsent().size())
        .put("over", isOver(incident.review().state()))
        .put("quarantined", view.quarantined().size())
        .put("children", incident.children().size())
        .put("place", place(incident))
        .put("notes", Json.texts(notes(incident)));
  }

  /** Whether its officer has nothing to do in it any more, unless it is returned to them. */
  private static boolean isOver(ReviewState state) {
    return state == ReviewState.SUBMITTED || state == ReviewState.AUTHORISED;
  }

  private static Optional<String> place(Incident incident) {
    return incident
        .record()
        .field(new FieldPath("place"))
        .flatMap(Field::agreed)
        .filter(Json.Text.class::isInstance)
        .map(value -> ((Json.Text) value).value());
  }

  private static String state(ReviewState state) {
    switch (state) {
      case SUBMITTED:
        return "Submitted: waits for a supervisor";
      case RETURNED:
        return "Returned to you";
      case AUTHORISED:
        return "Authorised";
      case CHANGED:
        return "Changed since it was authorised";
      default:
        return "Being recorded";
    }
  }

  private static List<String> notes(Incident incident) {
    List<String> notes = new ArrayList<>();
    incident.review().notes().forEach(note -> notes.add(note.words()));
    return notes;
  }

  /** An incident, and the part of it that is looked at. */
  public Json incident(String incident, Optional<String> section) {
    Scene scene = Scene.of(handset, incident);
    if (scene.view().leaving()) {
      return Json.object().put("incident", incident).put("leaving", true).build();
    }
    Json.Builder shown = line(scene.view()).put("arriving", scene.view().arriving());
    shown.put("full", scene.view().fullness());
    shown.put("moved", Json.list(moved(scene.view())));
    if (!scene.asked().isPresent()) {
      return shown
          .put(
              "formless",
              "The form of this incident is not on this phone, or needs a newer version of this"
                  + " page: it comes with signal. Everything that is recorded in it is kept.")
          .build();
    }
    Asked asked = scene.asked().get();
    Sections sections = new Sections(scene, asked.form());
    over(scene, asked, sections, shown)
        .put("whole", Json.texts(whole(scene)))
        .put("duties", Json.list(duties(incident)));
    section.ifPresent(id -> shown.put("section", new SectionShown(scene, asked, sections).of(id)));
    return shown.build();
  }

  /** What stands over every part of an incident: the children, what is open, who may be one. */
  private static Json.Builder over(
      Scene scene, Asked asked, Sections sections, Json.Builder shown) {
    Map<String, Integer> open = open(asked, sections);
    return shown
        .put("form", asked.form().title())
        .put("newer", newer(scene, asked.form()))
        .put("open", asked.open().size())
        .put("strip", Json.list(strip(scene, open)))
        .put("missing", Json.texts(missing(asked)))
        .put("sections", Json.list(sections(sections, asked, open)))
        .put("twins", Json.list(twins(scene)));
  }

  /**
   * What differs in an incident since the page was told of it last, and where it all lies now.
   *
   * @param held by the ids of the parts that the page shows, the versions that it holds; 0 for none
   * @param head the version that it holds of what stands over them all; 0 for none
   */
  public Json look(String incident, Map<String, Long> held, long head) {
    Kept kept = handset.kept();
    Json.Builder look = Json.object().put("standing", of(kept).build());
    Scene scene = Scene.of(handset, incident, kept.person());
    if (scene.view().leaving() || !scene.asked().isPresent()) {
      return look.put("gone", true).build();
    }
    Asked asked = scene.asked().get();
    told.begin(incident);
    Json.Builder over =
        Json.object().put("incident", incident).put("reference", scene.incident().reference());
    Sections sections = new Sections(scene, asked.form());
    told.head(over(scene, asked, sections, over).build(), head, look);
    SectionShown shown = new SectionShown(scene, asked, sections);
    List<Json> parts = new ArrayList<>();
    held.forEach((id, version) -> parts.add(told.part(id, shown.of(id), version)));
    return look.put("parts", Json.list(parts)).build();
  }

  /** That somebody recorded by a newer version of the form than this phone can read. */
  private static Optional<String> newer(Scene scene, Form form) {
    return scene.record().lenses().stream()
        .filter(lens -> lens.id().equals(form.id()) && lens.version() > form.version())
        .findFirst()
        .map(
            lens ->
                "Somebody recorded this in a newer version of the form than this phone can read."
                    + " Some of what they recorded is not shown here; all of it is kept.");
  }

  /** Where words went that were written here by mistake, and whence words came. */
  private List<Json> moved(View view) {
    List<Json> moved = new ArrayList<>();
    for (View.MovedWords words : view.movedWords()) {
      boolean here = handset.incidents().contains(words.incident());
      Optional<String> reference =
          here ? handset.view(words.incident()).incident().reference() : Optional.empty();
      Json.Builder one =
          Json.object()
              .put("other", reference.orElse("another incident"))
              .put("brought", words.brought())
              .put("by", words.by())
              .put("reason", words.reason());
      if (here) {
        one.put("incident", words.incident());
      }
      moved.add(one.build());
    }
    return moved;
  }

  private static Map<String, Integer> open(Asked asked, Sections sections) {
    Map<String, Integer> open = new LinkedHashMap<>();
    for (PromptState prompt : asked.open()) {
      open.merge(sections.of(prompt), 1, Integer::sum);
    }
    return open;
  }

  private static List<Json> sections(Sections sections, Asked asked, Map<String, Integer> open) {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (PromptState prompt : asked.all()) {
      all.merge(sections.of(prompt), 1, Integer::sum);
    }
    List<Json> listed = new ArrayList<>();
    for (String section : sections.all()) {
      listed.add(
          Json.object()
              .put("id", section)
              .put("title", sections.title(section))
              .put("open", open.getOrDefault(section, 0))
              .put("of", all.getOrDefault(section, 0))
              .build());
    }
    return listed;
  }

  /** One tile for each child: seen, heard, and what is open. */
  private static List<Json> strip(Scene scene, Map<String, Integer> open) {
    List<Json> strip = new ArrayList<>();
    OpenForms forms = new OpenForms(scene.form().map(List::of).orElse(List.of()), List.of(), false);
    Set<FieldPath> heard = forms.heard(scene.incident());
    for (Entry child : scene.incident().children()) {
      boolean seen =
          scene
              .record()
              .field(child.at(), SEEN)
              .flatMap(Field::agreed)
              .filter(Json.of("yes")::equals)
              .isPresent();
      strip.add(
          Json.object()
              .put("at", child.at().text())
              .put("name", scene.title(child.at()))
              .put("seen", seen)
              .put("heard", heard.contains(child.at()))
              .put("open", open.getOrDefault(child.at().text(), 0))
              .build());
    }
    return strip;
  }

  /** Questions that want another child entered: those who were counted and are not here yet. */
  private static List<String> missing(Asked asked) {
    List<String> missing = new ArrayList<>();
    for (PromptState prompt : asked.open()) {
      if (prompt.addsTo().equals(Optional.of(Incident.CHILD))) {
        missing.add(prompt.question());
      }
    }
    return missing;
  }

  /** The notes of who returned it that belong to the whole incident. */
  private static List<String> whole(Scene scene) {
    List<String> notes = new ArrayList<>();
    for (ReturnNote note : scene.incident().review().notes()) {
      if (!note.about().isPresent() && !note.prompt().isPresent()) {
        notes.add(note.words());
      }
    }
    return notes;
  }

  /** People who may be one and the same, because two officers wrote them down. */
  private static List<Json> twins(Scene scene) {
    List<Json> twins = new ArrayList<>();
    for (Likeness like : LikelyTwins.in(scene.record())) {
      twins.add(
          Json.object()
              .put("one", like.one().text())
              .put("other", like.other().text())
              .put("name", scene.title(like.one()))
              .put("otherName", scene.title(like.other()))
              .put("by", by(scene, like.one()))
              .put("otherBy", by(scene, like.other()))
              .put("reasons", Json.texts(like.reasons()))
              .build());
    }
    return twins;
  }

  private static Optional<String> by(Scene scene, FieldPath at) {
    return scene
        .record()
        .entry(at)
        .flatMap(Entry::firstAdded)
        .map(added -> added.by().author())
        .filter(author -> !author.equals(scene.me()));
  }

  private List<Json> duties(String incident) {
    List<Json> duties = new ArrayList<>();
    for (DutyState duty : handset.duties(incident)) {
      Json.Builder one =
          Json.object()
              .put("title", duty.title())
              .put("phase", duty.phase().name())
              .put("subject", duty.subject().map(FieldPath::text));
      duty.due().ifPresent(at -> one.put("due", at));
      duties.add(one.build());
    }
    return duties;
  }

  /** The record as this end makes it of what has come: the bytes that all ends agree on. */
  public Json record(String incident) {
    View view = handset.view(incident);
    return view.leaving()
        ? Json.EMPTY
        : Json.object().put("record", view.incident().record().canonical().canonical()).build();
  }

  /** The forms that an incident can begin in. */
  public Json forms() {
    List<Json> forms = new ArrayList<>();
    handset
        .forms()
        .forEach((id, title) -> forms.add(Json.object().put("id", id).put("title", title).build()));
    return Json.list(forms);
  }

  /** What a child's words are taken down with: the fields that the form has for words. */
  public Json words(String incident) {
    Scene scene = Scene.of(handset, incident);
    List<Json> fields = new ArrayList<>();
    Optional<Form> form = scene.form();
    if (form.isPresent()) {
      FieldShown shown = new FieldShown(scene, form.get());
      for (FormField field : form.get().fieldsOf(Incident.STATEMENT)) {
        fields.add(shown.control(field).build());
      }
    }
    Json.Builder drafts = Json.object();
    scene.drafts().forEach(drafts::put);
    Json.Builder words =
        Json.object().put("fields", Json.list(fields)).put("drafts", drafts.build());
    form.ifPresent(known -> Marks.offer(known, words));
    return words.build();
  }
}
