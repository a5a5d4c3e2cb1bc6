package uk.seenheard.api.partners.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Code;
import uk.seenheard.sync.form.Form;

/**
 * What a recipient may see of a notice, with the words of the form for its codes: people read what
 * is printed, systems what is not. A code that the form does not have stays as it is.
 */
public final class SheetLabels {
  private static final String REFERRAL = "referral";

  /** The collection of the form whose fields stand under a member of a notice. */
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "children",
          "child",
          "said",
          "statement",
          "adults",
          "adult",
          "notice",
          REFERRAL,
          "incident",
          "");

  private final Form form;

  private SheetLabels(Form form) {
    this.form = form;
  }

  /** The same content in words. */
  public static Json.Obj of(Json.Obj content, Form form) {
    SheetLabels words = new SheetLabels(form);
    Json.Obj printed = content;
    for (Map.Entry<String, Json> member : content.members().entrySet()) {
      String collection = COLLECTIONS.get(member.getKey());
      if (member.getKey().equals("kind")) {
        printed = printed.with("kind", words.said(REFERRAL, "kind", member.getValue()));
      } else if (collection != null) {
        printed = printed.with(member.getKey(), words.entries(collection, member.getValue()));
      }
    }
    return printed;
  }

  private Json entries(String collection, Json value) {
    if (value instanceof Json.Arr list) {
      List<Json> entries = new ArrayList<>();
      list.items().forEach(one -> entries.add(entries(collection, one)));
      return Json.list(entries);
    }
    if (!(value instanceof Json.Obj entry)) {
      return value;
    }
    Json.Obj printed = entry;
    for (Map.Entry<String, Json> member : entry.members().entrySet()) {
      printed = printed.with(member.getKey(), said(collection, member.getKey(), member.getValue()));
    }
    return printed;
  }

  private Json said(String collection, String name, Json value) {
    if (value instanceof Json.Arr several) {
      List<Json> said = new ArrayList<>();
      several.items().forEach(one -> said.add(said(collection, name, one)));
      return Json.list(said);
    }
    if (!(value instanceof Json.Text text)) {
      return value;
    }
    Optional<String> label =
        form.field(collection, name)
            .flatMap(field -> field.codes())
            .flatMap(form::codeList)
            .flatMap(list -> list.code(text.value()))
            .map(Code::label);
    return label.isPresent() ? Json.of(label.get()) : value;
  }
}
