package uk.seenheard.sync.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;

/** What a rule may look at: values by dotted path, and lists whose items are facts again. */
public interface Facts {

  /** The value at a path ({@code ""} is everything), or null when there is none. */
  @Nullable Json at(String path);

  /** The items of the list at a path, or null when there is no list. */
  default @Nullable List<? extends Facts> each(String path) {
    return at(path) instanceof Json.Arr list ? items(list) : null;
  }

  /** A JSON value as facts. */
  static Facts of(Json value) {
    return path -> walk(value, path);
  }

  /** The items of a list, each as facts. */
  static List<Facts> items(Json.Arr list) {
    List<Facts> items = new ArrayList<>(list.items().size());
    for (Json item : list.items()) {
      items.add(of(item));
    }
    return items;
  }

  /** Follows a dotted path into a value: members of objects, positions of lists. */
  static @Nullable Json walk(Json value, String path) {
    if (path.isEmpty()) {
      return value;
    }
    Json at = value;
    for (int start = 0; start <= path.length(); ) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      Json next = member(at, path.substring(start, end));
      if (next == null) {
        return null;
      }
      at = next;
      start = end + 1;
    }
    return at;
  }

  private static @Nullable Json member(Json value, String name) {
    if (value instanceof Json.Obj object) {
      return object.members().get(name);
    }
    if (value instanceof Json.Arr list && !name.isEmpty() && name.length() <= 6) {
      int index = 0;
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        if (c < '0' || c > '9') {
          return null;
        }
        index = index * 10 + (c - '0');
      }
      return index < list.items().size() ? list.items().get(index) : null;
    }
    return null;
  }
}
