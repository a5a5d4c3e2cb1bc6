package uk.seenheard.sync.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.Pen;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.IncidentForms;
import uk.seenheard.sync.merge.Fold;

/** Writes {@code vectors/forms.json}: by which forms an incident is read. */
final class FormVectors {
  private final Pen one = new Pen("PC 1");
  private final Pen two = new Pen("PC 2");
  private final List<Json> vectors = new ArrayList<>();

  private FormVectors() {}

  public static void main(String[] args) throws IOException {
    FormVectors writer = new FormVectors();
    writer.write();
    Json.Obj file =
        Json.object()
            .put("about", "By which forms an incident is read (PROTOCOL.md, section 13).")
            .put("forms", Json.list(writer.vectors))
            .build();
    Files.writeString(Path.of("vectors", "forms.json"), file.canonical() + "\n");
  }

  private void write() {
    Change domestic = through(one, "domestic-abuse", 2, Pen.set("place", "a"));
    Change newer = through(two, "domestic-abuse", 3, Pen.set("place", "b"));
    Change general = through(two, "general-incident", 9, Pen.set("note.x", "b"));
    Change decides = through(two, "general-incident", 9, Pen.act("assign"));
    Change silent = through(two, "general-incident", 1, Pen.set("form", "general-incident"));
    Change dot =
        through(two, "general-incident", 1, Pen.setBecause(".", "form", "general-incident"));
    Change choice =
        through(one, "domestic-abuse", 2, Pen.setBecause("He hit her", "form", "domestic-abuse"));
    Change other =
        through(two, "general-incident", 1, Pen.setBecause("A row", "form", "general-incident"));
    Change both =
        through(
            one,
            "domestic-abuse",
            2,
            new Operation.SetField(
                IncidentForms.FIELD,
                Json.of("concern-for-child"),
                List.of(choice.id(0), other.id(0)),
                Optional.of("It is about the child"),
                false));
    Change late = through(two, "general-incident", 10, Pen.set("note.y", "c"));
    Change none = through(two, "domestic-abuse", 2, Pen.set("form", Json.of(7)));
    vector("one form", domestic);
    vector("two versions of one form", domestic, newer);
    vector("two forms", domestic, general);
    vector("a decision is no lens", domestic, decides);
    vector("a choice without a reason", domestic, silent);
    vector("a choice whose reason says nothing", domestic, dot);
    vector("a choice with a reason", domestic, general, choice);
    vector("a late change through the other form", domestic, general, choice, late);
    vector("two choices", choice, other);
    vector("two choices settled by a third form", choice, other, both);
    vector("a choice that is no id", domestic, none);
    vector("nothing captured", decides);
  }

  private void vector(String name, Change... changes) {
    List<String> contents = new ArrayList<>();
    for (Change change : changes) {
      contents.add(change.content());
    }
    vectors.add(
        Json.object()
            .put("name", name)
            .put("incident", Pen.INCIDENT)
            .put("changes", Json.texts(contents))
            .put("expect", expected(List.of(changes)))
            .build());
  }

  /** What a record expects: its forms by id, whether somebody has to choose, whether one chose. */
  static Json.Obj expected(List<Change> changes) {
    IncidentForms forms = IncidentForms.of(Fold.of(Pen.INCIDENT, changes, Pen.DIGESTS));
    Json.Builder versions = Json.object();
    forms.forms().forEach(form -> versions.put(form.id(), form.version()));
    return Json.object()
        .put("forms", versions.build())
        .put("contradicted", forms.contradicted())
        .put("chosen", forms.chosen())
        .build();
  }

  private static Change through(Pen pen, String form, int version, Operation... ops) {
    Draft draft = pen.draft(ops);
    return Pen.CODEC.write(
        new Draft(
            draft.incident(),
            new FormRef(form, version),
            draft.author(),
            draft.device(),
            draft.pass(),
            draft.wall(),
            draft.boot(),
            draft.elapsed(),
            draft.hlc(),
            draft.ops(),
            draft.nonce()));
  }
}
