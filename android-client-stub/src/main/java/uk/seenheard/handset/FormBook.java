package uk.seenheard.handset;

import java.util.Optional;
import uk.seenheard.handset.store.Rows;
import uk.seenheard.handset.store.Space;
import uk.seenheard.handset.store.WritableRows;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/** The forms that the server published, as this handset last fetched them. */
public final class FormBook {
  private static final String LIST = "list";
  private final JsonReader json;

  FormBook(JsonReader json) {
    this.json = json;
  }

  void keep(WritableRows rows, FormRef form, Json content) {
    rows.put(Space.FORM, name(form), content.canonical());
    if (!newest(rows, form.id()).filter(kept -> kept.version() >= form.version()).isPresent()) {
      rows.put(Space.FORM, LIST + '/' + form.id(), Integer.toString(form.version()));
    }
  }

  /** The newest version of a form that is here, or empty. */
  public Optional<FormRef> newest(Rows rows, String id) {
    return rows.text(Space.FORM, LIST + '/' + id)
        .map(version -> new FormRef(id, Integer.parseInt(version)));
  }

  /** A form as the server published it, or empty when it never came here. */
  public Optional<Json.Obj> form(Rows rows, FormRef form) {
    return rows.text(Space.FORM, name(form))
        .map(json::read)
        .filter(Json.Obj.class::isInstance)
        .map(Json.Obj.class::cast);
  }

  /**
   * Whether the form marks a field as evidence. Where the form is not here, every field counts as
   * evidence: two answers then stand side by side instead of one going unseen.
   */
  boolean isEvidence(Rows rows, FormRef form, FieldPath field) {
    Optional<Json.Obj> found = form(rows, form);
    if (!found.isPresent()) {
      return true;
    }
    String collection = field.entry().map(FieldPath::collection).orElse("");
    String name = field.name();
    int point = name.indexOf('.');
    String stem = point < 0 ? name : name.substring(0, point);
    for (Json item : found.get().items("fields")) {
      if (item instanceof Json.Obj candidate
          && candidate.text("of").orElse("").equals(collection)
          && (candidate.text("name").orElse("").equals(name)
              || candidate.text("name").orElse("").equals(stem))) {
        return candidate.isTrue("evidence");
      }
    }
    return false;
  }

  private static String name(FormRef form) {
    return "form/" + form.id() + '/' + form.version();
  }
}
