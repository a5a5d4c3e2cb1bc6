package uk.seenheard.officer.shown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.Asked;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.ReturnNote;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.prompt.PromptState;
import uk.seenheard.sync.prompt.Status;

/** A question as the page shows it: what it takes, how it stands, and what was said to it. */
final class QuestionShown {
  private final Scene scene;
  private final Asked asked;
  private final FieldShown fields;
  private final Officers officers;

  QuestionShown(Scene scene, Asked asked) {
    this.scene = scene;
    this.asked = asked;
    this.fields = new FieldShown(scene, asked.form());
    this.officers = new Officers(scene, asked.form(), fields);
  }

  Json of(PromptState prompt) {
    Json.Builder shown =
        Json.object()
            .put("prompt", prompt.prompt())
            .put("question", prompt.question())
            .put("why", prompt.why())
            .put("source", prompt.source())
            .put("weight", prompt.weight().name())
            .put("subject", prompt.subject().map(FieldPath::text))
            .put("reasonAt", prompt.reasonField().text())
            .put("fault", prompt.fault())
            .put("notes", Json.texts(notes(prompt)));
    stands(prompt.status(), asked.reasons(prompt), shown);
    asked.reasons(prompt).ifPresent(list -> shown.put("reasons", FieldShown.codes(list)));
    Optional<String> theirs = Officers.collection(asked.form(), prompt);
    if (theirs.isPresent()) {
      officers.say(prompt, theirs.get(), shown);
      return shown.build();
    }
    prompt
        .asks()
        .ifPresent(
            at ->
                shown.put(
                    "field",
                    asked
                        .field(prompt)
                        .map(known -> fields.of(at, known))
                        .orElseGet(() -> fields.plain(at))));
    if (prompt.addsTo().isPresent()) {
      adds(prompt, prompt.addsTo().get(), shown);
    }
    return shown.build();
  }

  private List<String> notes(PromptState prompt) {
    List<String> notes = new ArrayList<>();
    for (ReturnNote note : scene.incident().review().notes()) {
      if (note.isPinnedTo(prompt.prompt(), prompt.subject())) {
        notes.add(note.words());
      }
    }
    return notes;
  }

  private static void stands(Status status, Optional<CodeList> reasons, Json.Builder shown) {
    if (status instanceof Status.Excused excused) {
      shown.put("state", "excused");
      shown.put(
          "reason",
          Json.object()
              .put("said", reasons.map(list -> list.label(excused.code())).orElse(excused.code()))
              .put("words", excused.words())
              .put("accepted", excused.acceptedBy().isPresent())
              .put("refused", excused.refused())
              .build());
    } else {
      shown.put("state", status instanceof Status.Settled ? "settled" : "open");
    }
  }

  private void adds(PromptState prompt, String collection, Json.Builder shown) {
    shown.put("addsTo", collection).put("with", prompt.with());
    shown.put("adds", Said.one(collection));
    Optional<FormField> typed =
        prompt.typed().flatMap(name -> asked.form().field(collection, name));
    prompt.typed().ifPresent(name -> shown.put("typed", name));
    typed.ifPresent(
        field ->
            shown.put(
                "field",
                fields
                    .control(field)
                    .put("draft", Optional.ofNullable(scene.drafts().get(place(prompt))))
                    .build()));
    shown.put("place", place(prompt));
    shown.put("there", Json.list(there(prompt, collection)));
  }

  /** Names what is typed at a question that adds an entry. */
  private static String place(PromptState prompt) {
    return prompt.reasonField().text();
  }

  /** The entries that answer it already, or could: those that say they are about the same. */
  private List<Json> there(PromptState prompt, String collection) {
    List<Json> there = new ArrayList<>();
    for (Entry entry : scene.incident().entries(collection)) {
      if (isLike(prompt, entry)) {
        there.add(
            Json.object()
                .put("at", entry.at().text())
                .put("title", EntryShown.line(scene, asked.form(), entry))
                .build());
      }
    }
    return there;
  }

  private boolean isLike(PromptState prompt, Entry entry) {
    if (entry.at().collection().equals(Incident.CHILD)
        || entry.at().collection().equals(Incident.ADULT)) {
      return false;
    }
    for (var member : prompt.with().members().entrySet()) {
      if (!member.getValue().equals(EntryShown.at(scene, entry, member.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
