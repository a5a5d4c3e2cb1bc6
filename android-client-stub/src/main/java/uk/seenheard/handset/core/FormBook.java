package uk.seenheard.handset.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import uk.seenheard.handset.core.device.FormFiles;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.store.Row;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.codec.Utf8;
import uk.seenheard.sync.form.BadForm;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormCodec;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.form.ShippedForms;

/**
 * The forms that this handset knows: those the server published, as last fetched, and behind them
 * those that ship with the product. Forms hold nothing about anybody, so they are kept unsealed.
 */
public final class FormBook {
  private static final String NEWEST = "newest/";
  private static final String TITLE = "title/";
  private final JsonReader json;
  private final FormFiles files;
  private final AtomicReference<List<Form>> shipped = new AtomicReference<>(List.of());
  private final Map<FormRef, Form> read = new ConcurrentHashMap<>();

  FormBook(HandsetPorts ports) {
    this.json = ports.json();
    this.files = ports.forms();
  }

  /**
   * The texts of the forms that incidents are recorded in on this store, the one that was worked on
   * last first: who opens it will want them. They lie unsealed, so this can be told before anybody
   * unlocks it.
   */
  public static List<String> likely(Store store) {
    return store.read(
        rows -> {
          String last = rows.text(Space.META, Handset.CURRENT).orElse("");
          Set<String> names = new LinkedHashSet<>();
          rows.text(Space.META, Recording.FORM + last).ifPresent(names::add);
          for (Row row : rows.scan(Space.META, Recording.FORM, "", Rows.MAX_ROWS)) {
            names.add(Utf8.text(row.value()));
          }
          List<String> texts = new ArrayList<>();
          names.forEach(name -> rows.text(Space.FORM, Recording.FORM + name).ifPresent(texts::add));
          return texts;
        });
  }

  /** Keeps a form that the server published; one that cannot be read is left aside. */
  void keep(WritableRows rows, FormRef form, Json content) {
    Optional<Form> understood = parsed(content);
    if (!understood.isPresent()) {
      return;
    }
    rows.put(Space.FORM, name(form), content.canonical());
    Optional<String> newest = rows.text(Space.FORM, NEWEST + form.id());
    if (!newest.filter(kept -> Integer.parseInt(kept) >= form.version()).isPresent()) {
      rows.put(Space.FORM, NEWEST + form.id(), Integer.toString(form.version()));
      // Kept apart: to offer nine forms by their titles, none has to be read.
      rows.put(Space.FORM, TITLE + form.id(), understood.get().title());
    }
  }

  /** The titles of the newest forms by id: those published, else those that ship. */
  Map<String, String> titles(Rows rows) {
    Map<String, String> titles = new LinkedHashMap<>();
    for (String key : rows.keys(Space.FORM, NEWEST, "", Rows.MAX_ROWS)) {
      String id = key.substring(NEWEST.length());
      Optional<String> kept = rows.text(Space.FORM, TITLE + id);
      titles.put(
          id,
          kept.orElseGet(
              () -> newest(rows, id).flatMap(ref -> form(rows, ref)).map(Form::title).orElse(id)));
    }
    if (titles.isEmpty()) {
      shipped().forEach(form -> titles.put(form.id(), form.title()));
    }
    return titles;
  }

  boolean isKept(Rows rows, FormRef form) {
    return rows.get(Space.FORM, name(form)).isPresent();
  }

  /** The newest version of a form, or empty when nobody knows a form of that id. */
  Optional<FormRef> newest(Rows rows, String id) {
    Optional<FormRef> published =
        rows.text(Space.FORM, NEWEST + id)
            .map(version -> new FormRef(id, Integer.parseInt(version)));
    if (published.isPresent()) {
      return published;
    }
    return shipped().stream()
        .map(form -> new FormRef(form.id(), form.version()))
        .filter(form -> form.id().equals(id))
        .max(Comparator.comparingInt(FormRef::version));
  }

  /** The form to read a version with: that one, or the newest that is here. */
  Optional<Form> read(Rows rows, FormRef ref) {
    Optional<Form> exact = form(rows, ref);
    return exact.isPresent() ? exact : newest(rows, ref.id()).flatMap(one -> form(rows, one));
  }

  /** A form, or empty when this version of it never came here. */
  Optional<Form> form(Rows rows, FormRef ref) {
    Form known = read.get(ref);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Form> found = rows.text(Space.FORM, name(ref)).flatMap(this::parsed);
    if (!found.isPresent()) {
      found = shipped(ref);
    }
    found.ifPresent(form -> read.put(ref, form));
    return found;
  }

  private Optional<Form> parsed(String text) {
    Optional<Form> known = files.readAhead(text);
    return known.isPresent() ? known : parsed(json.read(text));
  }

  private Optional<Form> parsed(Json content) {
    try {
      return content instanceof Json.Obj object
          ? Optional.of(FormCodec.read(object))
          : Optional.empty();
    } catch (BadForm newer) {
      // A form that needs a newer handset: the officer records in the last one that is understood.
      return Optional.empty();
    }
  }

  private Optional<Form> shipped(FormRef ref) {
    if (!ShippedForms.IDS.contains(ref.id())) {
      return Optional.empty();
    }
    return shipped().stream()
        .filter(form -> form.id().equals(ref.id()) && form.version() == ref.version())
        .findFirst();
  }

  private List<Form> shipped() {
    if (!files.ships()) {
      return List.of();
    }
    return shipped.updateAndGet(known -> known.isEmpty() ? everyVersion() : known);
  }

  private List<Form> everyVersion() {
    List<Form> all = new ArrayList<>(ShippedForms.older(files::text, json, Optional.empty()));
    all.addAll(ShippedForms.read(files::text, json));
    return all;
  }

  /**
   * Whether the form marks a field as evidence. Where the form is not here, every field counts as
   * evidence: two answers then stand side by side instead of one going unseen.
   */
  boolean isEvidence(Rows rows, FormRef ref, FieldPath field) {
    return form(rows, ref)
        .map(form -> field(form, field).map(FormField::evidence).orElse(false))
        .orElse(true);
  }

  /** What a form says of a field, or empty when it does not know it. */
  static Optional<FormField> field(Form form, FieldPath field) {
    String collection = field.entry().map(FieldPath::collection).orElse("");
    Optional<FormField> whole = form.field(collection, field.name());
    int point = field.name().indexOf('.');
    return whole.isPresent() || point < 0
        ? whole
        : form.field(collection, field.name().substring(0, point));
  }

  private static String name(FormRef form) {
    return Recording.FORM + form.id() + '/' + form.version();
  }
}
