package uk.seenheard.handset.jvm.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.CodeList;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.FormField;

/** Says fields and answers in a form's own words, and as they are where there is no form. */
final class Words {
  private final Optional<Form> form;

  Words(Optional<Form> form) {
    this.form = form;
  }

  /** What a field is called. */
  String field(FieldPath path) {
    return known(path).map(FormField::label).orElse(path.name());
  }

  /** What an answer says. */
  String answer(FieldPath path, Json value) {
    return said(known(path).flatMap(FormField::codes).flatMap(this::codes), value);
  }

  private Optional<CodeList> codes(String name) {
    return form.flatMap(known -> known.codeList(name));
  }

  private static String said(Optional<CodeList> codes, Json value) {
    if (value instanceof Json.Text text) {
      return codes.map(list -> list.label(text.value())).orElse(text.value());
    }
    if (value instanceof Json.Arr list) {
      List<String> items = new ArrayList<>();
      list.items().forEach(item -> items.add(said(codes, item)));
      return items.isEmpty() ? "none" : String.join(", ", items);
    }
    if (value instanceof Json.Obj object && object.text("code").isPresent()) {
      return "not known: "
          + object.text("words").orElse("")
          + " ("
          + object.text("code").get()
          + ')';
    }
    return value.canonical();
  }

  private Optional<FormField> known(FieldPath path) {
    String collection = path.entry().map(FieldPath::collection).orElse("");
    String name = path.name();
    int point = name.indexOf('.');
    Optional<FormField> whole = form.flatMap(known -> known.field(collection, name));
    return whole.isPresent() || point < 0
        ? whole
        : form.flatMap(known -> known.field(collection, name.substring(0, point)));
  }
}
