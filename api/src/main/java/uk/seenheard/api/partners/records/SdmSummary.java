package uk.seenheard.api.partners.records;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;

/**
 * A revision in plain text, for who reads a submission and has no attribute for what it says: every
 * answer that stands, by entry and field, codes by their labels. Where officers differ each answer
 * is there.
 */
final class SdmSummary {
  private static final String STATEMENT = Incident.STATEMENT + '.';

  private final Json.Obj labels;
  private final Json.Obj fields;
  private final Json.Obj entries;
  private final StringBuilder text = new StringBuilder();

  private SdmSummary(Json.Obj revision) {
    this.labels = revision.object("labels");
    this.fields = revision.object("record").object("fields");
    this.entries = revision.object("record").object("entries");
    revision.text("reference").ifPresent(one -> text.append(one).append(", "));
    text.append("revision ").append(revision.whole("revision").orElse(1L));
    Json.Obj form = revision.object("form");
    form.text("id").ifPresent(one -> text.append(", ").append(one));
    text.append('\n');
  }

  static String of(Json.Obj revision) {
    return revision.isTrue("erased")
        ? "The law took this incident away: erase what you hold of it.\n"
        : new SdmSummary(revision).text();
  }

  private String text() {
    lines("", "", Map.of());
    entries
        .members()
        .forEach(
            (path, given) -> {
              Json.Obj entry = given instanceof Json.Obj object ? object : Json.EMPTY;
              String collection = path.substring(0, Math.max(0, path.indexOf('/')));
              text.append('\n').append(collection);
              text.append(entry.isTrue("struck") ? " (crossed out)\n" : "\n");
              lines(path + '/', collection + '.', added(entry));
            });
    return text.toString();
  }

  /** What an entry was added with: it stands until somebody answers, of a statement always. */
  private static Map<String, List<Json>> added(Json.Obj entry) {
    Map<String, List<Json>> added = new TreeMap<>();
    for (Json one : entry.items("added")) {
      ((Json.Obj) one).object("value").members().forEach((name, value) -> put(added, name, value));
    }
    return added;
  }

  private static void put(Map<String, List<Json>> into, String name, Json value) {
    List<Json> values = into.computeIfAbsent(name, none -> new ArrayList<>());
    if (!values.contains(value)) {
      values.add(value);
    }
  }

  private void lines(String prefix, String collection, Map<String, List<Json>> added) {
    Map<String, List<Json>> lines = new TreeMap<>(added);
    fields
        .members()
        .forEach(
            (path, answers) -> {
              boolean its = path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0;
              if (its) {
                String name = path.substring(prefix.length());
                if (!collection.equals(STATEMENT)) {
                  lines.put(name, new ArrayList<>());
                }
                for (Json answer : fields.items(path)) {
                  ((Json.Obj) answer).get("value").ifPresent(value -> put(lines, name, value));
                }
              }
            });
    lines.forEach(
        (name, values) -> {
          List<String> said = new ArrayList<>();
          values.forEach(one -> said.add(said(collection + name, one)));
          text.append(name).append(": ").append(String.join(" | ", said)).append('\n');
        });
  }

  private String said(String field, Json value) {
    if (value instanceof Json.Text one) {
      return label(field, one.value());
    }
    if (value instanceof Json.Arr list) {
      List<String> said = new ArrayList<>();
      list.items().forEach(one -> said.add(said(field, one)));
      return String.join(", ", said);
    }
    return value.canonical();
  }

  private String label(String field, String code) {
    int dot = field.indexOf('.', field.indexOf('.') + 1);
    Json.Obj known = labels.object(dot < 0 ? field : field.substring(0, dot));
    return known.text(code).orElse(code);
  }
}
