package uk.seenheard.sync.logic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import uk.seenheard.sync.codec.Json;

/** The operations of JsonLogic that apply a rule to each item of a list. */
final class Lists {
  private Lists() {}

  /** Where the items come from. */
  interface Source {
    @Nullable List<? extends Facts> of(Facts facts);
  }

  static JsonLogic.Node node(String operation, Source source, JsonLogic.Node rule) {
    switch (operation) {
      case "some":
        return (JsonLogic.Test) facts -> some(source.of(facts), rule);
      case "none":
        return (JsonLogic.Test) facts -> !some(source.of(facts), rule);
      case "all":
        return (JsonLogic.Test) facts -> all(source.of(facts), rule);
      case "filter":
        return facts -> filter(source.of(facts), rule);
      default:
        return facts -> map(source.of(facts), rule);
    }
  }

  private static boolean some(@Nullable List<? extends Facts> items, JsonLogic.Node rule) {
    if (items != null) {
      for (int i = 0; i < items.size(); i++) {
        if (rule.holds(items.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean all(@Nullable List<? extends Facts> items, JsonLogic.Node rule) {
    if (items == null || items.isEmpty()) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (!rule.holds(items.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static Json filter(@Nullable List<? extends Facts> items, JsonLogic.Node rule) {
    List<Json> kept = new ArrayList<>();
    if (items != null) {
      for (Facts item : items) {
        Json whole = item.at("");
        if (whole != null && rule.holds(item)) {
          kept.add(whole);
        }
      }
    }
    return Json.list(kept);
  }

  private static Json map(@Nullable List<? extends Facts> items, JsonLogic.Node rule) {
    List<Json> mapped = new ArrayList<>();
    if (items != null) {
      for (Facts item : items) {
        mapped.add(rule.apply(item));
      }
    }
    return Json.list(mapped);
  }

  static JsonLogic.Node reduce(Source source, JsonLogic.Node rule, JsonLogic.Node initial) {
    return facts -> {
      Json soFar = initial.apply(facts);
      List<? extends Facts> items = source.of(facts);
      if (items != null) {
        for (Facts item : items) {
          soFar = rule.apply(new Step(item, soFar));
        }
      }
      return soFar;
    };
  }

  /** What a reducing rule looks at: the item and what came of those before it. */
  private record Step(Facts current, Json accumulator) implements Facts {
    private static final String CURRENT = "current";
    private static final String ACCUMULATOR = "accumulator";

    @Override
    public @Nullable Json at(String path) {
      if (path.equals(CURRENT)) {
        return current.at("");
      }
      if (path.startsWith(CURRENT + '.')) {
        return current.at(path.substring(CURRENT.length() + 1));
      }
      if (path.equals(ACCUMULATOR)) {
        return accumulator;
      }
      return path.startsWith(ACCUMULATOR + '.')
          ? Facts.walk(accumulator, path.substring(ACCUMULATOR.length() + 1))
          : null;
    }
  }
}
