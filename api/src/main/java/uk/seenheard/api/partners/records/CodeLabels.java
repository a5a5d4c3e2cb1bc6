package uk.seenheard.api.partners.records;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * What people read for the codes that stand in a record, by the form with which it was recorded: by
 * the place of the field in the form ({@code child.setting}), then by code. A code that the form
 * does not have is not there.
 */
final class CodeLabels {
  private final Form form;
  private final Map<String, Map<String, String>> labels = new TreeMap<>();

  private CodeLabels(Form form) {
    this.form = form;
  }

  static Json.Obj of(IncidentRecord record, Form form) {
    CodeLabels found = new CodeLabels(form);
    for (Map.Entry<FieldPath, Field> one : record.fields().entrySet()) {
      FieldPath at = one.getKey();
      for (Answer answer : one.getValue().standing()) {
        found.add(at.entry().map(FieldPath::collection).orElse(""), at.name(), answer.value());
      }
    }
    for (Map.Entry<FieldPath, Entry> one : record.entries().entrySet()) {
      for (Entry.Added added : one.getValue().added()) {
        if (added.by().value() instanceof Json.Obj with) {
          with.members()
              .forEach((name, value) -> found.add(one.getKey().collection(), name, value));
        }
      }
    }
    Json.Builder out = Json.object();
    found.labels.forEach(
        (field, codes) -> {
          Json.Builder named = Json.object();
          codes.forEach(named::put);
          out.put(field, named.build());
        });
    return out.build();
  }

  private void add(String collection, String name, Json value) {
    if (value instanceof Json.Arr several) {
      several.items().forEach(one -> add(collection, name, one));
      return;
    }
    if (!(value instanceof Json.Text code)) {
      return;
    }
    Optional<FormField> field = field(collection, name);
    Optional<Code> known =
        field
            .flatMap(FormField::codes)
            .flatMap(form::codeList)
            .flatMap((CodeList list) -> list.code(code.value()));
    known.ifPresent(
        one ->
            labels
                .computeIfAbsent(field.orElseThrow().key(), none -> new TreeMap<>())
                .put(one.code(), one.label()));
  }

  /** Of a field that is asked apart for each of something the part before the dot. */
  private Optional<FormField> field(String collection, String name) {
    int dot = name.indexOf('.');
    return form.field(collection, name)
        .or(() -> dot < 0 ? Optional.empty() : form.field(collection, name.substring(0, dot)));
  }
}
