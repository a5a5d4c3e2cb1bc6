package uk.seenheard.sync.form;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sentence with places to fill, such as {@code Has {name} been seen?}.
 *
 * @param source the sentence as it is written in the form
 * @param parts texts and, at odd positions, names of places, in turn
 */
public record Wording(String source, List<String> parts) {
  /** Copies the list. */
  public Wording {
    parts = List.copyOf(parts);
  }

  /** Splits a sentence at its places. */
  public static Wording of(String source) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int open = source.indexOf('{'); open >= 0; open = source.indexOf('{', from)) {
      int close = source.indexOf('}', open);
      if (close < 0) {
        break;
      }
      parts.add(source.substring(from, open));
      parts.add(source.substring(open + 1, close));
      from = close + 1;
    }
    parts.add(source.substring(from));
    return new Wording(source, parts);
  }

  /** The sentence with this name in its only place, or null when it has other places to fill. */
  public @Nullable String named(String name) {
    if (parts.size() == 1) {
      return source;
    }
    return parts.size() == 3 && parts.get(1).equals("name")
        ? parts.get(0) + name + parts.get(2)
        : null;
  }

  /** The sentence with its places filled. */
  public String filled(Function<String, String> place) {
    if (parts.size() == 1) {
      return source;
    }
    StringBuilder out = new StringBuilder(source.length() + 16);
    for (int i = 0; i < parts.size(); i++) {
      out.append(i % 2 == 0 ? parts.get(i) : place.apply(parts.get(i)));
    }
    return out.toString();
  }
}
