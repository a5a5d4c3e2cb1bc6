package uk.seenheard.sync.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.seenheard.sync.codec.Json;

/** Reads where the questions and duties of a form come from. */
final class SourceCodec {
  private static final String SOURCE = "source";

  private SourceCodec() {}

  static Map<String, Source> sources(FormCodec.Place top, Json.Obj known) {
    Map<String, Source> sources = new LinkedHashMap<>();
    for (String id : known.members().keySet()) {
      FormCodec.Place at = new FormCodec.Place(top.form(), FormCodec.SOURCES + '.' + id);
      Json.Obj source = known.object(id);
      sources.put(
          id,
          new Source(
              id,
              FormCodec.oneOf(at, "kind", FormCodec.text(at, source, "kind"), Source.Kind.values()),
              FormCodec.text(at, source, "title"),
              source.text("nation"),
              source.text("validFrom"),
              !source.isTrue("unconfirmed")));
    }
    return sources;
  }

  /**
   * The sources of a question or duty in one line; without any, as in the first versions, the
   * finding that it answers.
   */
  static String source(FormCodec.Place at, Json.Obj item, Map<String, Source> sources) {
    List<Json> named = item.items(SOURCE);
    if (named.isEmpty()) {
      named = List.of(item.get(SOURCE).orElse(item.get("finding").orElse(Json.NULL)));
    }
    StringBuilder line = new StringBuilder();
    for (Json one : named) {
      String id = one instanceof Json.Text text ? text.value() : "";
      Source source = sources.get(id);
      if (source == null && !isFinding(id)) {
        throw at.bad(SOURCE, "there is no source \"" + id + "\"");
      }
      line.append(line.length() == 0 ? "" : "; ").append(source == null ? id : source.line());
    }
    return line.toString();
  }

  private static boolean isFinding(String id) {
    // Ten digits: to know those of every script takes a browser a table.
    return id.length() > 1 && id.charAt(0) == 'F' && id.charAt(1) >= '0' && id.charAt(1) <= '9';
  }
}
