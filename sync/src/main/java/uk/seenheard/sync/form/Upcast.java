package uk.seenheard.sync.form;

import java.util.HashMap;
import java.util.Map;
import uk.seenheard.sync.codec.Json;

/**
 * What an older version of a form called something: a field under another name, codes under other
 * codes. It changes how answers are read, never what is stored.
 *
 * @param collection the collection of the entries that hold the field, {@code ""} for the incident
 * @param from the field's name in older versions
 * @param to its name now; the same where only codes changed
 * @param codes older codes and what they are called now
 */
public record Upcast(String collection, String from, String to, Map<String, String> codes) {
  /** Copies the map. */
  public Upcast {
    codes = Map.copyOf(codes);
  }

  static Upcast read(FormCodec.Place at, Json.Obj item) {
    Map<String, String> codes = new HashMap<>();
    Json.Obj renamed = item.object("codes");
    renamed.members().keySet().forEach(code -> codes.put(code, FormCodec.text(at, renamed, code)));
    String from = FormCodec.text(at, item, "from");
    return new Upcast(item.text("of").orElse(""), from, item.text("to").orElse(from), codes);
  }

  /** Where the older field stood in a form: {@code place} or {@code child.seen}. */
  public String key() {
    return collection.isEmpty() ? from : collection + '.' + from;
  }
}
