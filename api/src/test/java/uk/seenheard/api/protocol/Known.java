package uk.seenheard.api.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.seenheard.sync.codec.Json;

/** What the names in angle brackets stand for, as far as the page has been played. */
final class Known {
  private static final Pattern NAME = Pattern.compile("<([a-z][a-z0-9-]*)>");

  /** Said of each problem anew. */
  private static final Set<String> FRESH = Set.of("title", "detail", "reason");

  private final Map<String, Json> values = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  void put(String name, String value) {
    values.put(name, Json.of(value));
  }

  void put(String name, Json value) {
    values.put(name, value);
  }

  String text(String name) {
    Json value = values.get(name);
    if (value == null) {
      throw new AssertionError(
          "nothing before says what <" + name + "> is; known: " + values.keySet());
    }
    return value instanceof Json.Text text ? text.value() : value.canonical();
  }

  /** A text with every name filled in. */
  String filled(String text) {
    return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(text(found.group(1))));
  }

  /** A JSON value with every name filled in, as a request carries it. */
  Json filled(Json written) {
    if (written instanceof Json.Text text) {
      return Json.of(filled(text.value()));
    }
    if (written instanceof Json.Arr list) {
      return Json.list(list.items().stream().map(this::filled).toList());
    }
    if (written instanceof Json.Obj object) {
      Json.Builder filled = Json.object();
      object.members().forEach((name, value) -> filled.put(name, filled(value)));
      return filled.build();
    }
    return written;
  }

  /**
   * The members that the page states. Whether the server doubts its clock beside this example's
   * handset, whose day is written down, depends on the day on which the test runs.
   */
  private static TreeSet<String> members(Json.Obj came) {
    TreeSet<String> members = new TreeSet<>(came.members().keySet());
    members.remove("doubtful");
    return members;
  }

  /** Compares what came with what is written, and remembers what the names stand for. */
  void meet(String where, Json written, Json came) {
    if (written instanceof Json.Text text && NAME.matcher(text.value()).matches()) {
      String name = text.value().substring(1, text.value().length() - 1);
      Json before = FRESH.contains(name) ? null : values.put(name, came);
      check(where + " <" + name + ">", before == null ? came : before, came);
    } else if (written instanceof Json.Obj object && came instanceof Json.Obj other) {
      check(where + ", members", new TreeSet<>(object.members().keySet()), members(other));
      other
          .members()
          .forEach(
              (name, value) -> {
                Json said = object.members().get(name);
                if (said != null) {
                  meet(where + "." + name, said, value);
                }
              });
    } else if (written instanceof Json.Arr list
        && came instanceof Json.Arr other
        && list.items().size() == other.items().size()) {
      for (int i = 0; i < list.items().size(); i++) {
        meet(where + "[" + i + "]", list.items().get(i), other.items().get(i));
      }
    } else {
      check(where, written, came);
    }
  }

  /** Where the page and what came differ, so far. */
  List<String> faults() {
    return faults;
  }

  private void check(String where, Object written, Object came) {
    if (!written.equals(came)) {
      faults.add(where + ": the page says " + written + " but came " + came);
    }
  }
}
